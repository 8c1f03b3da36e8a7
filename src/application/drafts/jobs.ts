import { personJoined } from "../../identity/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { parseId } from "../../kernel/ids/index.ts";
import { schedule, subscribe } from "../../kernel/outbox/index.ts";
import { applicationSubmitted } from "../topics.ts";
import { closeDraft } from "./close-draft.ts";
import { holdFiles } from "./hold-files.ts";
import { moveDrafts } from "./move-drafts.ts";
import { sweepDrafts } from "./sweep-drafts.ts";

/** Drafts that became cases are closed, whichever way the answer to the submission went, and their files held; those of a joined person go along. */
export const draftSubscriptions = [
  subscribe<House, Parameters<typeof closing>[0]>({
    subscriber: "application.drafts",
    topic: applicationSubmitted,
    async inTransaction(house, tx, { payload }) {
      await closeDraft(tx, closing(payload));
      await holdFiles(house, tx, { hall: parseHallCode(payload.hall), id: parseId(payload.application) });
    },
  }),
  subscribe<House, { person: string; from: string }>({
    subscriber: "application.drafts",
    topic: personJoined,
    inTransaction: (_house, tx, { payload: { person, from } }) =>
      moveDrafts(tx, { person: parseId(person), from: parseId(from) }),
  }),
];

function closing(news: {
  hall: string;
  application: string;
  person: string;
  agent: string | null;
  number: string;
  submittedAt: string;
}) {
  return {
    id: parseId(news.application),
    person: parseId(news.agent ?? news.person),
    number: news.number,
    submittedAt: new Date(news.submittedAt),
  };
}

/** Untouched drafts are swept in the night. */
export const draftSchedules = [
  schedule<House>({
    name: "application.sweep-drafts",
    every: { dailyAt: "03:50" },
    outside: (house) => sweepDrafts(house),
  }),
];
