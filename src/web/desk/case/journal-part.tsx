import type { VNode } from "preact";
import type { JournalLine } from "../../../application/index.ts";
import { dayOf } from "../../../kernel/calendar/index.ts";
import { Journal, type JournalStep } from "../../../ui/index.ts";
import { caseHref } from "../paths.ts";
import { saidIn } from "./journal-words.ts";
import type { DeskCase } from "./load.ts";
import type { CaseNames } from "./names.ts";

/** Steps that ask something of the applicant or went against him. */
const warning: ReadonlySet<string> = new Set(["requestCorrection", "notAccept", "pause", "voidCase", "returnTask"]);

/** 办理经过: newest first, in plain words, with the documents each step made. */
export function JournalPart(props: { desk: DeskCase; names: CaseNames; now: Date }): VNode {
  const { desk, names, now } = props;
  return (
    <section class="part" aria-labelledby="journal">
      <h2 id="journal">
        办理经过 <small>{desk.journal.length} 步</small>
      </h2>
      <Journal steps={[...desk.journal].reverse().map((line) => stepOf(desk, names, line))} today={dayOf(now)} />
    </section>
  );
}

/** A line of the journal as `ui` shows it. */
export function stepOf(desk: DeskCase, names: CaseNames, line: JournalLine): JournalStep {
  const { hall, application } = desk.view;
  const documents = desk.documents
    .filter(({ seq, size }) => seq === line.seq && size !== undefined)
    .map(({ id, name }) => ({ href: `/api/halls/${hall}/applications/${application}/documents/${id}`, label: name }));
  const said = saidIn(line, desk).join("；");
  return {
    at: line.at,
    title: line.title,
    who: whoOf(line, names),
    ...(said === "" ? {} : { text: said }),
    ...(documents.length > 0 ? { documents } : {}),
    ...(line.seq === desk.view.revision
      ? { tone: "now" as const }
      : warning.has(line.kind)
        ? { tone: "warn" as const }
        : {}),
  };
}

function whoOf({ by, department }: JournalLine, names: CaseNames): string {
  if (by.kind === "citizen") return "申请人";
  if (by.kind === "system") return "系统";
  const unit = department === undefined ? "" : names.department(department);
  return [unit, names.officer(by.id)].filter((part) => part !== "").join(" ");
}

/** Where a case is. */
export function backToCase(desk: DeskCase): string {
  return caseHref(desk.view);
}
