import { Type } from "typebox";
import { inTransaction } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { type Authenticator, anonymous, type Page, page, seeOther, show } from "../kernel/http/index.ts";
import { Field, FormPage, type PageFrame, renderDocument } from "../ui/index.ts";
import {
  acceptOf,
  filesOf,
  findFile,
  linkFile,
  materialFileAnswer,
  rulesOf,
  type StoredFile,
  sayBytes,
  sayRules,
  sayScan,
  storeUpload,
  unlinkFile,
} from "./index.ts";
import { applicant, chaozhou } from "./material.fixture.ts";

/** A page of materials as a draft has it: by script through the island, without it through the form. */

export const rules = rulesOf({ types: ["pdf", "jpg", "png"], mostBytes: 8 * 1024 * 1024 });
const use = "draft:applicant:1";

/** The session's account is the citizen. */
export const bySession: Authenticator = {
  actorOf: async ({ session }) => (session?.accountId === applicant.id ? applicant : anonymous),
};

export function noteOf(file: StoredFile): string {
  const pages = file.pages === undefined ? "" : `，${file.pages} 页`;
  return `${sayBytes(file.bytes)}${pages}，${sayScan(file.scan)}`;
}

function frameOf(asset: (name: string) => string): PageFrame {
  return {
    asset,
    hall: {
      code: "445100",
      title: "广东省网上办事大厅",
      href: "/",
      path: [
        { name: "广东省", href: "/" },
        { name: "潮州市", href: "/halls/445100" },
      ],
    },
    address: "/materials",
    mode: "standard",
    contrast: "normal",
    has: () => false,
  };
}

async function view(call: Parameters<Page["handle"]>[0], faults: readonly string[]): Promise<string> {
  const held = (await filesOf(call.house.db, chaozhou, use)).map((file) => ({
    name: file.name,
    note: noteOf(file),
    href: `/files/${file.id}`,
    removeValue: file.id,
  }));
  return renderDocument(
    <FormPage
      frame={frameOf(call.asset)}
      title="申请材料"
      crumbs={[{ href: "/materials", title: "食品经营许可（新办）" }]}
      action="/materials"
      csrf={call.csrfToken()}
      files
      faults={faults.map((text) => ({ id: "plan", label: "经营布局平面图", text }))}
    >
      <Field
        id="plan"
        name="plan"
        label="经营布局平面图"
        hint="标明面积和各功能区"
        {...(faults[0] === undefined ? {} : { error: faults[0] })}
        control={{
          kind: "file",
          accept: acceptOf(rules),
          limit: sayRules(rules),
          held,
          multiple: true,
          upload: { href: "/api/drafts/applicant/materials/1/uploads", mostBytes: rules.mostBytes },
        }}
      />
    </FormPage>,
  );
}

export const draftPages: readonly Page[] = [
  page({
    method: "GET",
    path: "/materials",
    role: "citizen",
    summary: "申请材料",
    handle: async (call) => show(await view(call, [])),
  }),
  page({
    method: "POST",
    path: "/materials",
    role: "citizen",
    summary: "交申请材料",
    body: Type.Object({ remove: Type.Optional(Type.String()) }),
    files: { mostBytes: rules.mostBytes, mostFiles: 5 },
    async handle(call) {
      const { house, actor, upload } = call;
      const faults: string[] = [];
      for await (const each of upload?.files ?? []) {
        try {
          const within = (...[tx, file]: [Parameters<typeof linkFile>[1], StoredFile]) =>
            linkFile(house, tx, { hall: chaozhou, id: file.id, use });
          await storeUpload(house, { hall: chaozhou, by: actor, upload: each, rules, within });
        } catch (error) {
          if (!(error instanceof HallError) || error.kind !== "invalid") throw error;
          faults.push(error.message);
        }
      }
      const remove = upload?.form.remove;
      if (typeof remove === "string") await takeOut(call, remove);
      return faults.length > 0 ? show(await view(call, faults), { status: 422 }) : seeOther("/materials");
    },
  }),
  page({
    method: "GET",
    path: "/files/:file",
    role: "citizen",
    summary: "看材料",
    params: Type.Object({ file: Type.String({ pattern: "^[0-9a-f-]{36}$" }) }),
    query: Type.Object({ save: Type.Optional(Type.String()) }),
    async handle({ house, params, query }) {
      const file = await findFile(house.db, chaozhou, params.file);
      if (!file) throw new HallError("not-found", "material/no-file", "没有这个文件");
      return materialFileAnswer(house, file, { inline: query.save === undefined });
    },
  }),
];

async function takeOut({ house }: Parameters<Page["handle"]>[0], id: string): Promise<void> {
  const file = await findFile(house.db, chaozhou, id);
  if (!file) return;
  await inTransaction(house.db, (tx) => unlinkFile(house, tx, { hall: chaozhou, id: file.id, use }));
}
