import { Type } from "typebox";
import { type Route, route } from "../../kernel/http/index.ts";
import { answer } from "../route-shapes.ts";
import { draftContext } from "./context.ts";
import { formOfVersion } from "./opened-draft.ts";
import { requireDraft, shownPassword } from "./queries.ts";
import { parseDraftId } from "./refusals.ts";
import { applicantNameOf, submitDraft } from "./submit-draft.ts";

/** Drafts as JSON. */
export const draftRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/drafts/:draft/submission",
    role: "citizen",
    summary: "提交草稿：核对全部填写和材料，成为办件；重复提交得到同一个办件",
    tag: "applications",
    params: Type.Object({ draft: Type.String({ pattern: "^[0-9a-fA-F-]{36}$", description: "草稿标识" }) }),
    async handle({ house, actor, params, request }) {
      const opened = await requireDraft(house, actor, parseDraftId(params.draft));
      const { form } = await formOfVersion(house, opened.item, opened.version);
      const context = await draftContext(house, actor, form, opened);
      const applicantName = await applicantNameOf(house, { actor, session: request.session }, opened);
      const { number } = await submitDraft(house, actor, { opened, context, applicantName });
      return answer({
        hall: opened.hall,
        application: opened.id,
        number,
        queryPassword: shownPassword(house, { ...opened, submittedAt: house.clock.now() }),
      });
    },
  }),
];
