import { Type } from "typebox";
import {
  applicantNameOf,
  draftContext,
  formOfVersion,
  parseDraftId,
  requireShown,
  sealShown,
  submitDraft,
} from "../../application/index.ts";
import { findPerson } from "../../identity/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, page, seeOther, show } from "../../kernel/http/index.ts";
import { findFiles } from "../../material/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { CheckView } from "./check-view.tsx";
import { checkDesk, type Desk, openDesk } from "./open-desk.tsx";
import { checkHref, draftHref, receiptHref, signInHref, versionHref } from "./paths.ts";

const params = Type.Object({ draft: Type.String({ maxLength: 60 }) });
const path = "/drafts/:draft/check";

const showCheck = page({
  method: "GET",
  path,
  role: "citizen",
  summary: "申请：核对全部回答和材料",
  params,
  async handle(call) {
    const desk = await openDesk(call, call.params.draft);
    return "leadsTo" in desk ? desk.leadsTo : await view(desk, {});
  },
});

/** Submits. Pressed twice, in two windows or after a lost answer, it leads to the same receipt. */
const submit = page({
  method: "POST",
  path,
  role: "citizen",
  summary: "申请：提交",
  params,
  async handle(call) {
    const { house, actor, form, params } = call;
    if (form.declared !== "yes") return await again(call, { declared: "请阅读后勾选" });
    const id = parseDraftId(params.draft);
    try {
      const seen = typeof form.seen === "string" ? form.seen : undefined;
      const opened = await requireShown(house, actor, id, seen);
      const { form: questions } = await formOfVersion(house, opened.item, opened.version);
      const context = await draftContext(house, actor, questions, opened);
      const applicantName = await applicantNameOf(house, { actor, session: call.request.session }, opened);
      await submitDraft(house, actor, { opened, context, applicantName });
      return seeOther(receiptHref(id));
    } catch (error) {
      if (!(error instanceof HallError)) throw error;
      if (error.code === "application/not-complete") return await again(call, { isRefused: true });
      if (error.code === "application/old-version") return seeOther(versionHref(id));
      if (error.code === "catalogue/not-appliable") return seeOther(draftHref(id));
      throw error;
    }
  },
  // Nothing was typed but a tick.
  lapsed: async ({ params, isSignedIn }) =>
    seeOther(isSignedIn ? checkHref(params.draft) : signInHref(checkHref(params.draft))),
});

/** The two doors of the last look. */
export const checkPages: readonly Page[] = [showCheck, submit];

/** The same page with what is to be mended, as the draft is now. */
async function again(
  call: Parameters<typeof openDesk>[0] & { readonly params: { readonly draft: string } },
  told: { declared?: string; isRefused?: boolean },
): Promise<PageAnswer> {
  const desk = await openDesk(call, call.params.draft);
  return "leadsTo" in desk ? desk.leadsTo : await view(desk, told);
}

async function view(desk: Desk, told: { declared?: string; isRefused?: boolean }): Promise<PageAnswer> {
  const { opened, call } = desk;
  const { house } = call;
  const checked = await checkDesk(desk);
  const ids = opened.materials.flatMap(({ files }) => files);
  const files = await findFiles(house.db, opened.hall, ids);
  const applicant = await findPerson(house.db, opened.actingFor ?? opened.person);
  const html = renderDocument(
    <CheckView
      desk={desk}
      checked={checked}
      files={files}
      applicant={applicant?.name ?? ""}
      declared={told.declared}
      seen={sealShown(house, opened)}
    />,
  );
  return show(html, told.declared !== undefined || told.isRefused ? { status: 422 } : {});
}
