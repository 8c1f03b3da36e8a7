import { Type } from "typebox";
import { carryDraftOver, draftContext, formOfVersion, previewCarryOver } from "../../application/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, page, seeOther, show } from "../../kernel/http/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { type Desk, openDesk } from "./open-desk.tsx";
import { draftHref, signInHref, versionHref } from "./paths.ts";
import { VersionView } from "./version-view.tsx";

const params = Type.Object({ draft: Type.String({ maxLength: 60 }) });
const path = "/drafts/:draft/version";

const showVersion = page({
  method: "GET",
  path,
  role: "citizen",
  summary: "申请：事项更新了，草稿里哪些变了",
  params,
  async handle(call) {
    const desk = await openDesk(call, call.params.draft, { anyVersion: true });
    return "leadsTo" in desk ? desk.leadsTo : await view(desk);
  },
});

const carry = page({
  method: "POST",
  path,
  role: "citizen",
  summary: "申请：按新版接着办",
  params,
  body: Type.Object({ to: Type.Integer({ minimum: 1 }) }),
  async handle(call) {
    const desk = await openDesk(call, call.params.draft, { anyVersion: true });
    if ("leadsTo" in desk) return desk.leadsTo;
    const { opened } = desk;
    // Pressed twice: the first press has done it.
    if (opened.version === call.body.to) return seeOther(draftHref(opened.id));
    const { house, actor } = call;
    const context = await nextContext(desk);
    try {
      const command = { draft: opened.id, seen: call.body.to, context };
      await inTransaction(house.db, (tx) => carryDraftOver(house, tx, actor, command));
      return seeOther(draftHref(opened.id));
    } catch (error) {
      if (error instanceof HallError && error.code === "application/version-moved") {
        return seeOther(versionHref(opened.id));
      }
      throw error;
    }
  },
  lapsed: async ({ params, isSignedIn }) =>
    seeOther(isSignedIn ? versionHref(params.draft) : signInHref(versionHref(params.draft))),
});

/** The two doors of a changed item. */
export const versionPages: readonly Page[] = [showVersion, carry];

async function view(desk: Desk): Promise<PageAnswer> {
  const { opened, item, call } = desk;
  if (item.version === opened.version) return seeOther(draftHref(opened.id));
  const carried = await previewCarryOver(call.house, opened, item.version, await nextContext(desk));
  return show(renderDocument(<VersionView desk={desk} carried={carried} />));
}

/** Answers are judged as the new version will. */
async function nextContext({ call, opened, item }: Desk) {
  const { form } = await formOfVersion(call.house, opened.item, item.version);
  return await draftContext(call.house, call.actor, form, opened);
}
