import { Type } from "typebox";
import { listDrafts, listOwnCases } from "../../application/index.ts";
import { type Page, page, show } from "../../kernel/http/index.ts";
import { inboxOf, listMessages } from "../../notification/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { groundOf } from "./ground.ts";
import { ListView } from "./list-view.tsx";
import { caseFrame } from "./open-case.ts";

const beside = 3;

/** `/cases`: one's own cases and those of the companies one may act for, open ones first; drafts and new messages beside them. */
export const listPage: Page = page({
  method: "GET",
  path: "/cases",
  role: "citizen",
  summary: "我的办件：在办的在前，办结的在后",
  query: Type.Object({
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    of: Type.Optional(Type.String({ maxLength: 36 })),
  }),
  async handle(call) {
    const { house, actor, query } = call;
    const listed = await listOwnCases(house, actor, query);
    const [drafts, inbox, halls] = await Promise.all([
      listDrafts(house, actor),
      listMessages(house.db, inboxOf(actor), { page: 1, size: beside, unreadOnly: true }),
      hallsAtHand(house),
    ]);
    return show(
      renderDocument(
        <ListView
          frame={await caseFrame(call)}
          listed={listed}
          of={query.of}
          ground={await groundOf(house, listed.cases)}
          hallOf={(hall) => halls.find(hall)?.division.name ?? hall}
          drafts={drafts.slice(0, beside)}
          moreDrafts={Math.max(0, drafts.length - beside)}
          messages={inbox.messages}
          unread={inbox.unread}
        />,
      ),
    );
  },
});
