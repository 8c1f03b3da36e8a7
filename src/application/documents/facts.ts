import type { Day, DueOn } from "../../kernel/calendar/index.ts";

/** The documents (文书) a case can have: 回执, 补正告知书, 受理通知书, 不予受理通知书, 准予决定书, 不予决定书, 办理结果通知书. */
export type DocumentKind = "receipt" | "correction" | "acceptance" | "not-acceptance" | "grant" | "refusal" | "result";

/** A material as the document lists it. */
export interface MaterialLine {
  name: string;
  /** 电子文件 2 份, 纸质原件, 电子证照. */
  form: string;
}

/** A limit in words with its day: 20 个工作日. */
export interface LimitLine {
  words: string;
  due: DueOn;
}

/** What every document says. All texts are as they are printed; names are full, for only the applicant gets the paper. */
export interface CommonFacts {
  /** The body that says it, by its full name. */
  issuer: string;
  /** 文号 */
  number: string;
  /** The moment it speaks of, in which it counts as made: its day is printed, and the file's own dates are this instant. */
  at: Date;
  applicant: string;
  /** A legal person is addressed as 贵单位. */
  legalPerson: boolean;
  item: string;
  caseNumber: string;
  submittedOn: Day;
  /** Whether the item is an administrative permit (行政许可). */
  permit: boolean;
  /** Phone of the body. */
  phone?: string | undefined;
  check: { number: string; code: string; url: string; page: string };
}

interface KindFacts {
  /** `corrected`: it is for the materials of a correction, handed in on `receivedOn`. */
  receipt: { corrected: boolean; receivedOn: Day; channel: string; materials: MaterialLine[]; answerBy: DueOn };
  correction: {
    receivedOn: Day;
    asks: { what: string; reason: string }[];
    correctBy?: DueOn | undefined;
    note?: string | undefined;
    /** Why a second notice on old material was necessary. */
    override?: string | undefined;
  };
  acceptance: {
    acceptedOn: Day;
    deemed: boolean;
    materials: MaterialLine[];
    legal?: LimitLine | undefined;
    promised?: LimitLine | undefined;
  };
  "not-acceptance": { reason: string; remedies: string };
  grant: { acceptedOn: Day; basis: string[]; opinion?: string | undefined; results: string[]; deliverBy: DueOn };
  refusal: { acceptedOn: Day; basis: string[]; reason: string; remedies: string };
  result: {
    decidedOn: Day;
    name: string;
    documentNumber?: string | undefined;
    validity?: string | undefined;
    way?: string | undefined;
  };
}

/** Everything one document is made from; the same facts give the same bytes. */
export type DocumentFacts = { [Kind in DocumentKind]: CommonFacts & { kind: Kind } & KindFacts[Kind] }[DocumentKind];

/** The facts of one kind. */
export type FactsOf<Kind extends DocumentKind> = Extract<DocumentFacts, { kind: Kind }>;
