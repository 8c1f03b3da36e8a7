import type { Ask, CaseDocument, JournalLine, PaperMark, Words } from "../../application/index.ts";
import type { ItemDocument } from "../../catalogue/index.ts";
import { type Form, fieldsOf } from "../../form/index.ts";
import type { JournalStep } from "../../ui/index.ts";
import { dayWords } from "../day-words.ts";
import { documentHref } from "./paths.ts";

/** What reading a journal aloud needs. */
export interface JournalGround {
  readonly nameOf: (department: string) => string;
  /** 您, or 申请人 to somebody who only knows the number. */
  readonly applicant: string;
  /** Names of questions and materials. */
  readonly askName?: (ask: Pick<Ask, "kind" | "key">) => string;
  readonly documents?: readonly CaseDocument[];
  /** Address of the case's documents. */
  readonly application?: string;
}

/** 办理经过, the newest first: what was done, who did it, what was said, and the documents made of it. */
export function journalSteps(lines: readonly JournalLine[], ground: JournalGround): JournalStep[] {
  const steps = lines.map((line): JournalStep => {
    const text = textOf(line, ground);
    const documents = documentsAt(line.seq, ground);
    const tone = line.kind === "requestCorrection" ? "warn" : line.seq === lines.length ? "now" : undefined;
    return {
      at: line.at,
      title: line.title,
      who: whoDid(line, ground),
      ...(text === "" ? {} : { text }),
      ...(documents.length > 0 && { documents }),
      ...(tone && { tone }),
    };
  });
  return steps.reverse();
}

/** The name of a question or a material of an item. */
export function askNames(form: Form, { materials = [] }: Pick<ItemDocument, "materials">) {
  const labels = new Map(fieldsOf(form).map(({ key, label }) => [`field:${key}`, label]));
  const names = new Map(materials.map(({ key, materialName }) => [`material:${key}`, materialName]));
  return ({ kind, key }: Pick<Ask, "kind" | "key">): string =>
    labels.get(`${kind}:${key}`) ?? names.get(`${kind}:${key}`) ?? key;
}

function whoDid({ by, department }: JournalLine, { nameOf, applicant }: JournalGround): string {
  if (by.kind === "citizen") return applicant;
  return department === undefined ? "系统" : nameOf(department);
}

function textOf({ facts, words }: JournalLine, ground: JournalGround): string {
  const said = [...facts.map(withDays), ...(words ? saidIn(words, ground) : [])];
  return said.map((one) => (/[。！？]$/.test(one) ? one : `${one}。`)).join("");
}

/** Days as people write them. */
function withDays(fact: string): string {
  return fact.replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => dayWords(day));
}

function saidIn(words: Words, { askName }: JournalGround): string[] {
  const {
    papers = [],
    to,
    reason,
    note,
    remedies,
    asks = [],
    override,
    ground,
    days,
    result,
    document,
    waybill,
  } = words;
  return [
    ...asks.map((ask) => `${ask.kind === "material" ? "要补" : "要改"}：${askName?.(ask) ?? ask.key}，${ask.reason}`),
    ...(override ? [`再次告知的原因：${override}`] : []),
    ...papers.flatMap((one) => paperWords(one, askName?.({ kind: "material", key: one.key }) ?? one.key)),
    ...(to ? [`转给${to}`] : []),
    ...(reason ? [`理由：${reason}`] : []),
    ...(ground ? [`依据：${ground}`] : []),
    ...(days ? [`预计 ${days} 个工作日`] : []),
    ...(result ? [`结果：${result}`] : []),
    ...(document
      ? [
          [document.name, document.number, document.validity && `有效期 ${document.validity}`]
            .filter(Boolean)
            .join("，"),
        ]
      : []),
    ...(waybill ? [`运单号 ${waybill}`] : []),
    ...(note ? [note] : []),
    ...(remedies ? [remedies] : []),
  ];
}

function paperWords({ originalSeen, copyKept }: PaperMark, name: string): string[] {
  const did = [originalSeen ? "原件已核对退还" : "", copyKept ? "留存复印件" : ""].filter((one) => one !== "");
  return did.length === 0 ? [] : [`${name}：${did.join("，")}`];
}

function documentsAt(seq: number, { documents = [], application }: JournalGround) {
  if (application === undefined) return [];
  return documents
    .filter((one) => one.seq === seq && one.size !== undefined)
    .map(({ id, name }) => ({ href: documentHref(application, id), label: `${name}（PDF）` }));
}
