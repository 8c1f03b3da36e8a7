import { Type } from "typebox";
import { type Route, route } from "../../kernel/http/index.ts";
import { answer } from "../route-shapes.ts";
import { draftContext } from "./context.ts";
import { formOfVersion } from "./opened-draft.ts";
import { requireDraft, requireShown } from "./queries.ts";
import { parseDraftId } from "./refusals.ts";
import { sealShown } from "./shown-draft.ts";
import { applicantNameOf, checkDraft, submitDraft } from "./submit-draft.ts";

const params = Type.Object({ draft: Type.String({ pattern: "^[0-9a-fA-F-]{36}$", description: "草稿标识" }) });

/** Drafts as JSON. */
export const draftRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/drafts/:draft",
    role: "citizen",
    summary: "自己的一份草稿：填了什么，还差什么；ETag 供提交时带上",
    tag: "applications",
    params,
    async handle({ house, actor, params }) {
      const opened = await requireDraft(house, actor, parseDraftId(params.draft));
      const { form } = await formOfVersion(house, opened.item, opened.version);
      const checked = await checkDraft(house, opened, await draftContext(house, actor, form, opened));
      const { hall, id, item, version, state, number, materials, updatedAt } = opened;
      const missing = checked.materials.filter((one) => one.missing).map(({ material }) => material.key);
      const faults = checked.faults.map(({ name, message }) => ({ name, message }));
      const { answers } = checked;
      return answer(
        { hall, draft: id, item, version, state, number, updatedAt, answers, materials, faults, missing },
        sealShown(house, opened),
      );
    },
  }),
  route({
    method: "POST",
    path: "/drafts/:draft/submission",
    role: "citizen",
    summary: "提交草稿：核对全部填写和材料，成为办件；重复提交得到同一个办件",
    tag: "applications",
    description: "请求头 If-Match 带上看到的 ETag，就按看到的那一份提交；不带，则按草稿现在的样子。",
    params,
    async handle({ house, actor, params, request }) {
      const opened = await requireShown(house, actor, parseDraftId(params.draft), request.headers["if-match"]);
      const { form } = await formOfVersion(house, opened.item, opened.version);
      const context = await draftContext(house, actor, form, opened);
      const applicantName = await applicantNameOf(house, { actor, session: request.session }, opened);
      const { number, queryPassword } = await submitDraft(house, actor, { opened, context, applicantName });
      return answer({ hall: opened.hall, application: opened.id, number, queryPassword });
    },
  }),
];
