import type { House } from "../../kernel/house/index.ts";
import { type Subscription, subscribe, type Topic, work } from "../../kernel/outbox/index.ts";
import {
  applicationAccepted,
  applicationCorrected,
  applicationDecided,
  applicationNotAccepted,
  applicationSubmitted,
  type CaseNews,
  correctionRequested,
  resultIssued,
} from "../topics.ts";
import type { DocumentKind } from "./facts.ts";
import { makeDocumentFile } from "./make-document.ts";
import { orderDocument } from "./order-document.ts";
import { makeDocument } from "./topics.ts";

/** Which step is told by which document. */
const documentOf: readonly (readonly [Topic<CaseNews>, (news: CaseNews) => DocumentKind])[] = [
  [applicationSubmitted, () => "receipt"],
  [applicationCorrected, () => "receipt"],
  [correctionRequested, () => "correction"],
  [applicationAccepted, () => "acceptance"],
  [applicationNotAccepted, () => "not-acceptance"],
  [applicationDecided, ({ approved }) => (approved ? "grant" : "refusal")],
  [resultIssued, () => "result"],
];

export const documentSubscriptions: readonly Subscription<House>[] = [
  ...documentOf.map(([topic, kindOf]) =>
    subscribe<House, CaseNews>({
      subscriber: "application.documents",
      topic,
      inTransaction: (house, tx, { payload }) => orderDocument(house, tx, payload, kindOf(payload)),
    }),
  ),
  work<House, { hall: string; document: string }>(makeDocument, {
    outside: (house, { payload }) => makeDocumentFile(house, payload),
  }),
];
