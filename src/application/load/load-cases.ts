import { findVersion, type ItemVersion, listItems } from "../../catalogue/index.ts";
import { addWorkdays, type Day, dayOf, startOf } from "../../kernel/calendar/index.ts";
import { runStatement } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import { checkBeforeSubmit, type Draft } from "../check-before-submit.ts";
import { desksOf } from "../desks.ts";
import { sampleAnswers } from "../examples/sample-answers.ts";
import { caseNumber, takeSerials } from "../numbers.ts";
import { formOf, wantedMaterials } from "../questions.ts";
import { type LoadGround, type LoadStage, type MadeCase, makeCase } from "./make-case.ts";
import { writeCases } from "./write-cases.ts";

/** Most cases of one transaction. */
const mostAtOnce = 500;
/** Nobody has more than these in his list. */
const casesOfPerson = 20;
const labels = ["林*", "何*", "高*", "梁*", "罗*", "郭*", "谢*", "唐*"];

/** Of twenty cases. What the watch would accept by itself is not made: what was handed in lies no longer than three working days. */
const stages: readonly LoadStage[] = [
  ...Array.from({ length: 7 }, () => "submitted" as const),
  "correcting",
  ...Array.from({ length: 4 }, () => "accepted" as const),
  "examined",
  "examined",
  ...Array.from({ length: 6 }, () => "finished" as const),
];

const freshStages: ReadonlySet<LoadStage> = new Set(["submitted", "correcting"]);

/**
 * Makes a large volume of cases for measuring: each is decided by the real acts without a database and written set by set, so that the
 * rows are what the acts would have written and the audit finds them whole. Beside the cases and the persons' lists nothing is
 * written: no news, messages or documents, and the applicants are ids without a register.
 *
 * @param command.cases how many. @param command.told is called after each set with the number made so far.
 * @returns how many were made.
 * @throws HallError `application/nothing-to-load` (conflict) when no item that can be applied for fits.
 */
export async function loadCases(
  house: Pick<House, "db" | "seal" | "clock" | "calendar">,
  command: { cases: number; told?: (made: number) => void },
): Promise<number> {
  const today = dayOf(house.clock.now());
  const grounds = await groundsOf(house, today);
  if (grounds.length === 0) {
    throw new HallError("conflict", "application/nothing-to-load", "大厅里没有能在网上申请的事项，请先装入事项");
  }
  const applicants = applicantsOf(house);
  // A small volume too is spread over all items.
  const batch = Math.min(mostAtOnce, Math.ceil(command.cases / grounds.length));
  for (let made = 0, nth = 0; made < command.cases; nth += 1) {
    const ground = grounds[nth % grounds.length];
    if (!ground) break;
    const set: MadeCase[] = [];
    const members = Array.from({ length: Math.min(batch, command.cases - made) }, (_, at) => made + at);
    // One item and two days a set, so that its numbers are taken at once.
    for (const isFresh of [true, false]) {
      const ago = isFresh ? nth % 4 : 10 + (nth % 50);
      const day = ago === 0 ? today : addWorkdays(today, -ago, house.calendar).on;
      const ofDay = members.filter((member) => freshStages.has(stageOf(member)) === isFresh);
      if (ofDay.length === 0) continue;
      const first = await takeSerials(house.db, ground.hall, ground.desks.org, day, ofDay.length);
      for (const [n, member] of ofDay.entries()) {
        const number = caseNumber(ground.hall, ground.desks.org, day, first + n);
        const at = (step: number) => instantOf(house, today, { ago, step, member });
        set.push(makeCase(house, ground, { stage: stageOf(member), number, at, ...applicants() }));
      }
    }
    await writeCases(house, set);
    // Before the first count the planner takes every index for the same, and each row that refers to a case reads all of a hall's.
    if (made === 0) await countRows(house);
    made += set.length;
    command.told?.(made);
  }
  await countRows(house);
  return command.cases;
}

async function countRows({ db }: Pick<House, "db">): Promise<void> {
  await runStatement(db, "analyze application.application, application.step, application.task", []);
}

/** A new applicant for every twenty cases. */
function applicantsOf(house: Pick<House, "clock">): () => { person: Id; label: string } {
  let given = 0;
  let person = newId(house.clock);
  return () => {
    if (given > 0 && given % casesOfPerson === 0) person = newId(house.clock);
    given += 1;
    return { person, label: labels[Math.floor((given - 1) / casesOfPerson) % labels.length] ?? "" };
  };
}

function stageOf(member: number): LoadStage {
  return stages[member % stages.length] ?? "submitted";
}

/** One step a working day, at some minute of it; nothing lies ahead. */
function instantOf(
  { clock, calendar }: Pick<House, "clock" | "calendar">,
  today: Day,
  { ago, step, member }: { ago: number; step: number; member: number },
): Date {
  const left = Math.max(0, ago - step);
  const day = left === 0 ? today : addWorkdays(today, -left, calendar).on;
  const at = startOf(day).getTime() + 9 * 3_600_000 + ((member * 7919) % 28_000) * 1_000 + step * 1_000;
  return new Date(Math.min(at, clock.now().getTime() - 3_600_000 + step * 1_000));
}

/** What can be applied for without a timer or a deadline of silence: nothing would move by itself once it is there. */
async function groundsOf(house: Pick<House, "db" | "clock" | "calendar">, today: Day): Promise<readonly LoadGround[]> {
  const grounds: LoadGround[] = [];
  let after: string | undefined;
  do {
    const page = await listItems(house.db, { state: "published" }, { after, size: 500 });
    for (const item of page.items.filter(({ appliable }) => appliable)) {
      const version = await findVersion(house, item.id, item.version);
      const ground = version && isQuiet(version) ? await groundOf(house, version, today) : undefined;
      if (ground) grounds.push(ground);
    }
    after = page.next;
  } while (after !== undefined);
  return grounds;
}

function isQuiet({ document }: ItemVersion): boolean {
  const nodes = document.flow?.nodes ?? [];
  // Acceptance by silence is the same for all: what waits for it is made fresh.
  const moves = nodes.some(
    (node) => node.kind === "timer" || (node.kind === "task" && node.act !== "accept" && node.deemed),
  );
  return nodes.length > 0 && !moves;
}

async function groundOf(
  house: Pick<House, "db" | "clock" | "calendar">,
  version: ItemVersion,
  today: Day,
): Promise<LoadGround | undefined> {
  const desks = await desksOf(house, version).catch((error: unknown) => {
    if (error instanceof HallError) return undefined;
    throw error;
  });
  if (!desks) return undefined;
  const { hall, item } = version;
  const nobody = newId(house.clock);
  const answers = sampleAnswers(formOf(version), { today, town: `${hall}001000`, files: [nobody], pick: 7 });
  const materials = wantedMaterials(version, answers).flatMap(({ material: { key }, need }) =>
    need === "asked" ? { key, files: [], way: "paper" as const } : [],
  );
  const draft: Draft = {
    id: nobody,
    hall,
    item,
    version: version.version,
    person: nobody,
    agent: null,
    applicantName: "",
    answers,
    materials,
    channel: "counter",
  };
  const checked = checkBeforeSubmit(version, draft, { today });
  return checked.ok ? { hall, version, desks, checked, draft, calendar: house.calendar } : undefined;
}
