import { appliableItem, findVersion, type ItemVersion, requireAppliable } from "../catalogue/index.ts";
import { dayOf } from "../kernel/calendar/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { runStatement } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import { startFlow } from "../process/index.ts";
import { limitsOf } from "./accept.ts";
import { byOf } from "./act.ts";
import { type Checked, checkBeforeSubmit, type Draft, isGiven, refuseIncomplete } from "./check-before-submit.ts";
import type { GivenMaterial } from "./content.ts";
import { desksOf } from "./desks.ts";
import { requireAssurance } from "./drafts/rights.ts";
import { changeOf, flowFacts, isJoint } from "./flow-change.ts";
import { phaseOf } from "./fold.ts";
import { intakeOf } from "./intake.ts";
import { genesisOf } from "./journal.ts";
import { nextNumber } from "./numbers.ts";
import { queryDigestOf, queryPasswordOf } from "./query-password.ts";
import { factsOfContent } from "./questions.ts";
import { maySubmit, notFound } from "./rights.ts";
import type { CaseState, StepFacts } from "./state.ts";
import { statement } from "./statement.ts";
import { addContents, addNews, addStep, addTaskChanges, type Move, type Place, workOut } from "./write-move.ts";

/** 回执: what the applicant is told. */
export interface Receipt {
  readonly hall: HallCode;
  readonly application: Id;
  readonly number: string;
  /** With the number it shows the progress without an account. */
  readonly queryPassword: string;
  readonly submittedAt: Date;
}

/**
 * Hands in a draft (提交申请). One statement writes case, answers, materials, first step, first tasks and news; the same draft
 * sent again, at once or after a lost answer, gets the receipt of the one case it became.
 *
 * @throws HallError `application/not-complete` (invalid, with `fields`), `application/wrong-hall` (invalid),
 *   `application/old-version` (conflict): the draft has to be carried over first; `catalogue/not-appliable` (conflict, with
 *   successors), `application/no-department` (conflict); `application/assurance-too-low` (forbidden); `application/not-found` to
 *   strangers.
 * @source capabilities C1, C2, C7; 行政许可法 art. 29
 */
export async function submitApplication(
  house: House,
  actor: Actor,
  { draft }: { readonly draft: Draft },
): Promise<Receipt> {
  const version = await findVersion(house, draft.item, draft.version);
  if (!version) throw notFound();
  const checked = checkBeforeSubmit(version, draft, { today: dayOf(house.clock.now()) });
  return await submitChecked(house, actor, draft, checked);
}

/** The same for a draft that was just looked through. @param checked what was found in this very draft. @throws as `submitApplication`. */
export async function submitChecked(house: House, actor: Actor, draft: Draft, checked: Checked): Promise<Receipt> {
  const version = await findVersion(house, draft.item, draft.version);
  if (!version?.document.flow) throw notFound();
  if (version.hall !== draft.hall) {
    throw new HallError("invalid", "application/wrong-hall", "这个事项不由这个大厅受理", { hall: version.hall });
  }
  const desks = await desksOf(house, version);
  const isOwn = maySubmit(actor, { ...draft, department: desks.own });
  const intake = isOwn ? undefined : intakeOf(actor, draft.hall, version.document);
  if (!isOwn && !intake) throw notFound();
  if (actor.kind === "citizen") requireAssurance(actor, version.document);
  if (!checked.ok) {
    // What was complete when it came in may be faulty by now, and is a case all the same.
    const before = await findReceipt(house, draft);
    if (before) return before;
    refuseIncomplete(checked);
  }
  const materials = checked.materials.map(({ given }) => given).filter(isGiven);

  const now = house.clock.now();
  const number = await nextNumber(house, draft.hall, desks.org);
  const place = {
    hall: draft.hall,
    application: draft.id,
    revision: 0,
    state: undefined,
    by: byOf(actor),
    now,
    id: newId(house.clock),
  };
  const facts = beginning(house, draft, version, { number, desks, checked, intake });
  const move = { kind: "submit", facts, content: { answers: checked.answers, materials }, words: draft.words } as const;
  const written = (await writeSubmission(house, place, move, draft)) ?? (await findReceipt(house, draft));
  if (written) return written;
  const item = await requireAppliable(house.db, draft.item);
  throw new HallError("conflict", "application/old-version", "事项更新了，请核对变动的地方以后再提交", {
    version: item.version,
  });
}

/** The receipt of the case that a draft became before. It writes, so that its answer is as durable as the first one. */
async function findReceipt(house: House, { hall, id }: Draft): Promise<Receipt | undefined> {
  const [row] = await runStatement<{ number: string; submitted_at: Date }>(
    house.db,
    `update application.application a set touched = a.touched + 1 where a.hall = $1 and a.id = $2
     returning a.number, a.submitted_at`,
    [hall, id],
    { name: "application_find_receipt" },
  );
  if (!row) return undefined;
  const { number, submitted_at: submittedAt } = row;
  return { hall, application: id, number, queryPassword: queryPasswordOf(house, hall, id), submittedAt };
}

/** The facts of the first step: who, what, and where the flow begins. A flow without acceptance accepts at once. */
export function beginning(
  house: Pick<House, "clock">,
  draft: Draft,
  version: ItemVersion,
  made: {
    number: string;
    desks: Awaited<ReturnType<typeof desksOf>>;
    checked: Checked;
    /** Another hall's counter that took it in (异地收件). */
    intake?: CaseState["intake"];
  },
): StepFacts {
  const { flow } = version.document;
  if (!flow) throw new RangeError("a version without a flow is never applied for");
  const { desks, checked, number, intake } = made;
  const { state: after, effects } = startFlow(flow, flowFacts(flow, factsOfContent(version, checked.answers)));
  const empty = { outcome: null, hold: null, lastNo: 0, tokens: [] };
  const accepts = flow.nodes.some((node) => node.kind === "task" && node.act === "accept");
  return {
    begun: {
      number,
      item: draft.item,
      version: draft.version,
      department: desks.own,
      person: draft.person,
      agent: draft.agent,
      channel: draft.channel,
      ...(intake && { intake }),
      joint: isJoint(flow),
      madeFrom: draft.madeFrom ?? null,
    },
    flow: changeOf(flow, desks, empty, after, effects),
    machine: { fields: Object.keys(checked.answers).length, materials: checked.materials.length },
    ...(!accepts && { accepted: { on: dayOf(house.clock.now()), deemed: false, ...limitsOf(version) } }),
  };
}

/** @returns undefined when the item is no longer applied for in this version, and the draft is no case yet or one already. */
async function writeSubmission(
  house: House,
  place: Place,
  move: Move & { content: { materials: readonly GivenMaterial[] } },
  { applicantName, item, version }: Draft,
): Promise<Receipt | undefined> {
  const made = workOut(house, place, move);
  const { state } = made;
  const password = queryPasswordOf(house, place.hall, place.application);
  const sql = statement();
  const { put, part, finish } = sql;
  const hall = put(place.hall, "text");
  const id = put(place.application, "uuid");
  const body = put(made.body, "text");
  const at = put(place.now, "timestamptz");
  sql.piece("appliable", (first) => appliableItem({ item, version }, first));
  part(
    "entered",
    `insert into application.application (hall, id, number, item, item_version, department, person, applicant_label,
       channel, state, outcome, revision, facts, last_hash, query_digest, submitted_at, accepted_on, decided_at, finished_at)
     select ${hall}, ${id}, ${put(state.number, "text")}, ${put(state.item, "uuid")}, ${put(state.version, "integer")},
       ${put(state.department, "text")}, ${put(state.person, "uuid")}, ${put(applicantName, "text")},
       ${put(state.channel, "text")}, ${put(phaseOf(state), "text")}, ${put(state.flow.outcome, "text")}, 1,
       ${put(JSON.stringify(state), "jsonb")},
       sha256(${put(genesisOf(place.hall, place.application), "bytea")} || convert_to(${body}, 'UTF8')),
       ${put(queryDigestOf(house, place.application, password), "bytea")}, ${at},
       ${put(state.acceptance?.on ?? null, "date")}, ${put(state.decision?.at ?? null, "timestamptz")},
       ${put(state.finishedAt, "timestamptz")}
       from appliable
     on conflict (hall, id) do update set touched = application.touched + 1
     returning number, submitted_at, revision, last_hash, touched`,
  );
  // Sent a second time, the row is only touched, and nothing else is written.
  part("moved", "select revision, last_hash from entered where touched = 0");
  addStep(sql, { hall, id, body }, made.step);
  addTaskChanges(sql, { hall, id }, [], state.tasks);
  addContents(sql, { hall, id }, made, move.content.materials);
  addNews(house, sql, place, made);
  const { text, values, name } = finish("select number, submitted_at from entered");
  const [row] = await runStatement<{ number: string; submitted_at: Date }>(house.db, text, values, { name });
  if (!row) return undefined;
  const { number, submitted_at: submittedAt } = row;
  return { hall: place.hall, application: place.application, number, queryPassword: password, submittedAt };
}
