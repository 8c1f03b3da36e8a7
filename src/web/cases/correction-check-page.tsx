import type { ComponentChildren, VNode } from "preact";
import { Type } from "typebox";
import {
  askedFields,
  askedMaterials,
  type CorrectionDesk,
  checkCorrection,
  checkMark,
  ownCase,
  sendCorrection,
} from "../../application/index.ts";
import { linesOf } from "../../form/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, page, seeOther, show } from "../../kernel/http/index.ts";
import type { StoredFile } from "../../material/index.ts";
import { CardTable, FormPage, Notice, type PageFrame, renderDocument } from "../../ui/index.ts";
import { idOf, isPaperOnly, signInHref } from "../apply/index.ts";
import { deskOf, isComplete, preparedFiles } from "./correction-desk.ts";
import { view as showCorrection } from "./correction-page.tsx";
import { materialFieldId } from "./correction-view.tsx";
import { type CaseCall, caseFrame } from "./open-case.ts";
import { caseFileHref, caseHref, correctionCheckHref, correctionHref } from "./paths.ts";

const params = Type.Object({ application: Type.String({ maxLength: 60 }) });
const path = "/cases/:application/correction/check";

const showCheck = page({
  method: "GET",
  path,
  role: "citizen",
  summary: "补正：提交前核对",
  params,
  async handle(call) {
    const own = await ownCase(call.house, call.actor, call.params.application);
    const desk = await deskOf(call, own);
    if (!desk) return seeOther(caseHref(own.application));
    return isComplete(desk) ? await view(call, desk, {}) : seeOther(correctionHref(own.application));
  },
});

/** Sends it, once: the second press finds the notice answered and leads to the case. */
const send = page({
  method: "POST",
  path,
  role: "citizen",
  summary: "补正：提交",
  params,
  async handle(call) {
    const { house, form } = call;
    const own = await ownCase(house, call.actor, call.params.application);
    const done = `${caseHref(own.application)}?done=corrected`;
    const desk = await deskOf(call, own);
    if (!desk) return seeOther(caseHref(own.application));
    try {
      await sendCorrection(house, desk, typeof form.mark === "string" ? form.mark : "");
    } catch (error) {
      if (!(error instanceof HallError)) throw error;
      const now = await deskOf(call, own);
      // Sent at the same moment from here or from another device, or the case went on: its page says what it is now.
      if (!now) return seeOther(caseHref(own.application));
      if (error.kind === "conflict" && isComplete(now)) return await view(call, now, { isChanged: true });
      if (error.kind !== "invalid" && error.kind !== "conflict") throw error;
      const { faults, missing } = checkCorrection(now);
      const materialFaults = Object.fromEntries(missing.map((key) => [key, "请补交"]));
      return await showCorrection(call, now, { draft: now.prepared.draft, faults, materialFaults });
    }
    return seeOther(done);
  },
  lapsed: async ({ params: { application }, isSignedIn }) =>
    seeOther(isSignedIn ? correctionCheckHref(application) : signInHref(correctionCheckHref(application))),
});

/** The last look and the sending. */
export const correctionCheckPages: readonly Page[] = [showCheck, send];

async function view(call: CaseCall, desk: CorrectionDesk, told: { isChanged?: boolean }): Promise<PageAnswer> {
  const html = renderDocument(
    <CheckView
      frame={await caseFrame(call, desk.hall)}
      csrf={call.csrfToken()}
      desk={desk}
      files={await preparedFiles(call, desk)}
      mark={checkMark(call.house, desk)}
      isChanged={told.isChanged === true}
    />,
  );
  return show(html, told.isChanged ? { status: 409 } : {});
}

function CheckView(props: {
  frame: PageFrame;
  csrf: string;
  desk: CorrectionDesk;
  files: ReadonlyMap<string, StoredFile>;
  mark: string;
  isChanged: boolean;
}): VNode {
  const { frame, csrf, desk, files, mark, isChanged } = props;
  const { application, view: shown } = desk;
  return (
    <FormPage
      frame={frame}
      title="核对补正内容"
      crumbs={[
        { href: caseHref(application), title: shown.number },
        { href: correctionHref(application), title: "补正" },
      ]}
      lead="请再看一遍。提交以后，窗口重新核对，5 个工作日内答复。"
      action={correctionCheckHref(application)}
      csrf={csrf}
      submit="提交补正"
      later={{ words: "先不交", href: caseHref(application) }}
      before={
        isChanged ? (
          <Notice tone="warn" title="内容刚刚在别处改过">
            <p>下面是最新的内容，请再看一遍。</p>
          </Notice>
        ) : null
      }
    >
      <Lines desk={desk} files={files} />
      <input type="hidden" name="mark" value={mark} />
    </FormPage>
  );
}

interface Line {
  key: string;
  name: string;
  before: string;
  now: ComponentChildren;
  change: string;
}

/** What was, what will be, and the way back to change it. */
function Lines({ desk, files }: { desk: CorrectionDesk; files: ReadonlyMap<string, StoredFile> }): VNode {
  const here = correctionHref(desk.application);
  const answers = askedFields(desk).map((field): Line => {
    const words = (answer: Parameters<typeof linesOf>[1] | undefined) =>
      (answer === undefined ? [] : linesOf(field, answer, desk.context)).join("；") || "没有填";
    return {
      key: field.key,
      name: field.label,
      before: words(desk.before.answers[field.key]),
      now: words(desk.prepared.draft.answers[field.key]),
      change: `${here}#${idOf(field.key)}`,
    };
  });
  const materials = askedMaterials(desk).map((material): Line => {
    const { key, materialName } = material;
    const given = desk.prepared.materials.find((one) => one.key === key);
    const old = desk.before.materials.find((one) => one.key === key);
    const shown = (given?.files ?? []).flatMap((id) => files.get(id) ?? []);
    const links = shown.map((file) => (
      <span key={file.id}>
        <a href={caseFileHref(desk.application, file.id)}>{file.name}</a>{" "}
      </span>
    ));
    return {
      key,
      name: materialName,
      before: old ? (old.way === "upload" ? `${old.files.length} 个文件` : "纸质") : "没有交",
      now: given?.way === "paper" || isPaperOnly(material) ? "到窗口交纸质" : links,
      change: `${here}#${materialFieldId(key)}`,
    };
  });
  return (
    <CardTable
      caption="补正的内容"
      rows={[...answers, ...materials]}
      rowKey={({ key }) => key}
      columns={[
        { head: "内容", role: "name", cell: ({ name }) => name },
        { head: "原来", cell: ({ before }) => before },
        { head: "改成", cell: ({ now }) => now },
        {
          head: "改",
          headHidden: true,
          role: "act",
          cell: ({ change, name }) => (
            <a href={change}>
              修改<span class="sr">：{name}</span>
            </a>
          ),
        },
      ]}
    />
  );
}
