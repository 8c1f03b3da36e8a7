import {
  type CaseDocument,
  type CaseView,
  type Checked,
  checkBeforeSubmit,
  contextFor,
  departmentsFor,
  documentsOf,
  findCase,
  findContents,
  formOf,
  type JournalLine,
  journalOf,
  type TaskView,
} from "../../../application/index.ts";
import type { Answers, Context, Form } from "../../../form/index.ts";
import { findPerson, type PersonFacts } from "../../../identity/index.ts";
import { dayOf } from "../../../kernel/calendar/index.ts";
import { type HallCode, isHallCode } from "../../../kernel/codes/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import { type Id, isId } from "../../../kernel/ids/index.ts";
import { findFiles, type StoredFile } from "../../../material/index.ts";
import type { Officer } from "../officer.ts";

/** A case on the desk with everything its page shows. */
export interface DeskCase {
  readonly view: CaseView;
  /** The task somebody works at: the one asked for, else his first. */
  readonly task: TaskView | undefined;
  readonly form: Form;
  readonly answers: Answers;
  /** What the machine says of it today (机器预审). */
  readonly checked: Checked;
  readonly files: ReadonlyMap<string, StoredFile>;
  readonly context: Context;
  readonly journal: readonly JournalLine[];
  readonly documents: readonly CaseDocument[];
  readonly applicant: PersonFacts | undefined;
  /** Other departments of the hall that could do the task (转办). */
  readonly otherDesks: readonly { readonly key: string; readonly name: string }[];
}

/** The case of an address. @throws HallError `application/not-found` (not-found). */
export function casePlace(params: { hall: string; application: string }): { hall: HallCode; application: Id } {
  const { hall, application } = params;
  if (isHallCode(hall) && isId(application)) return { hall, application };
  throw new HallError("not-found", "application/not-found", "没有找到这个办件");
}

/** Opens a case. @throws HallError `application/not-found` (not-found), also to whoever may not know of it. */
export async function loadCase(
  house: House,
  officer: Officer,
  { hall, application }: { hall: HallCode; application: Id },
  token: number | undefined,
): Promise<DeskCase> {
  const view = await findCase(house, officer, hall, application);
  const form = formOf(view.version);
  const task = taskOf(view, token);
  const [{ answers, materials }, journal, documents, applicant, able] = await Promise.all([
    findContents(house, officer, hall, application),
    journalOf(house, officer, hall, application),
    documentsOf(house, officer, hall, application),
    findPerson(house.db, view.state.person),
    task?.mine ? departmentsFor(house, hall, task.duty) : [],
  ]);
  const context = await contextFor(house, form, hall, {});
  const checked = checkBeforeSubmit(view.version, { answers, materials }, { today: dayOf(house.clock.now()) });
  const files = await findFiles(house.db, hall, filesIn(form, answers, checked));
  const otherDesks = able.flatMap(({ key, shortName }) =>
    String(key) === task?.department ? [] : { key: String(key), name: shortName },
  );
  return { view, task, form, answers, checked, files, context, journal, documents, applicant, otherDesks };
}

/** Every file of the case as it stands: of its materials, and of questions for pictures. */
export function filesIn(form: Form, answers: Answers, checked: Checked): string[] {
  const asked = form.pages.flatMap(({ fields }) => fields).filter(({ kind }) => kind === "file");
  const answered = asked.flatMap(({ key }) => {
    const answer = answers[key];
    return Array.isArray(answer) ? answer.filter((one) => typeof one === "string") : [];
  });
  return [...answered, ...checked.materials.flatMap(({ given }) => given?.files ?? [])];
}

function taskOf({ tasks }: CaseView, token: number | undefined): TaskView | undefined {
  return tasks.find((task) => task.token === token) ?? tasks.find(({ mine }) => mine) ?? tasks[0];
}
