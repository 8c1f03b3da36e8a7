import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { addCalendarDays, type Day, dayOf, endOf, isWorkday } from "../kernel/calendar/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  addDepartments,
  airOfficer,
  applicant,
  applicationHouse,
  approver,
  at,
  clerk,
  draftOf,
  fileOf,
  firefighter,
  hall,
  inspectorOfQuality,
  instantItem,
  issuer,
  jointItem,
  neighbour,
  publish,
  reviewer,
  secondClerk,
  smallItem,
  stateOf,
  stranger,
} from "./application.fixture.ts";
import {
  acceptApplication,
  auditCases,
  type CaseState,
  claimTask,
  correct,
  decide,
  deliver,
  expireCorrection,
  extend,
  foldSteps,
  forwardCase,
  giveOpinion,
  issueResult,
  notAccept,
  pause,
  preReview,
  readSteps,
  recordPickup,
  recordVisit,
  releaseTask,
  requestCorrection,
  resume,
  returnTask,
  type Step,
  settleSilence,
  submitApplication,
  terminateCase,
  transferTask,
  turnBack,
  voidCase,
  withdraw,
} from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house, clock } = applicationHouse(db);
const items: Id[] = [];
before(async () => {
  await addDepartments(db);
  items.push(await publish(house, smallItem()), await publish(house, jointItem()), await publish(house, instantItem()));
});

const people: readonly Actor[] = [
  applicant,
  stranger,
  clerk,
  secondClerk,
  reviewer,
  approver,
  issuer,
  firefighter,
  airOfficer,
  inspectorOfQuality,
  neighbour,
];

/** One thing that somebody does, with everything it needs drawn beforehand. */
interface Deed {
  readonly act: number;
  readonly who: number;
  readonly pick: number;
  readonly yes: boolean;
  readonly hours: number;
}
const deed: fc.Arbitrary<Deed> = fc.record({
  // Every other time the case simply goes on.
  act: fc.oneof(fc.nat({ max: 23 }), fc.constant(24)),
  // Mostly whoever may do it; now and then anybody.
  who: fc.nat({ max: people.length * 3 }),
  pick: fc.nat({ max: 5 }),
  yes: fc.boolean(),
  hours: fc.constantFrom(0, 0, 0, 0, 0, 1, 5, 24, 72, 240),
});

const asksOf = (pick: number) =>
  [
    { kind: "material" as const, key: "plan", reason: "看不清" },
    { kind: "field" as const, key: "area", reason: "不一致" },
    { kind: "field" as const, key: "name", reason: "不规范" },
  ].filter((_, i) => (pick + 1) & (1 << i));

/** Whoever holds the task's duty. */
function holderOf(state: CaseState, token: number): Actor {
  const task = state.tasks.find((one) => one.token === token);
  const found = people.find(
    (one) =>
      one.kind === "staff" &&
      (task?.claimedBy === null || task?.claimedBy === one.id) &&
      one.seats.some(({ duty, department }) => duty === task?.duty && department === task?.department),
  );
  return found ?? clerk;
}

async function perform(application: Id, { act, who, pick, yes }: Deed): Promise<void> {
  const state = await stateOf(house, application);
  const place = { hall, application };
  const token = state.tasks[pick % Math.max(1, state.tasks.length)]?.token ?? 1;
  const asWhom = (usual: Actor) => people[who] ?? usual;
  const holder = asWhom(holderOf(state, token));
  const office = asWhom(clerk);
  const head = asWhom(approver);
  const text = "理由";
  const deeds: readonly (() => Promise<unknown>)[] = [
    () => acceptApplication(house, office, place),
    () => preReview(house, office, { ...place, outcome: "complete" }),
    () => requestCorrection(house, office, { ...place, asks: asksOf(pick), ...(yes && { override: text }) }),
    () => requestCorrection(house, holder, { ...place, token, asks: asksOf(pick) }),
    async () =>
      correct(house, asWhom(applicant), {
        ...place,
        answers: { area: pick + 1 },
        materials: yes || pick > 2 ? [{ key: "plan", files: [await fileOf(house, application)], way: "upload" }] : [],
      }),
    () => (yes ? notAccept(house, office, { ...place, reason: text }) : acceptApplication(house, office, place)),
    () => (pick === 0 ? withdraw(house, asWhom(applicant), place) : Promise.resolve()),
    () => pause(house, asWhom(reviewer), { ...place, reason: yes ? "hearing" : "publicity", ground: text }),
    () => resume(house, asWhom(reviewer), { ...place, result: text }),
    () => extend(house, head, { ...place, days: pick + 1, reason: text }),
    () => claimTask(house, holder, { ...place, token }),
    () => releaseTask(house, holder, { ...place, token }),
    () => giveOpinion(house, holder, { ...place, token, opinion: yes ? "agree" : "disagree", text }),
    () => giveOpinion(house, holder, { ...place, token, opinion: "agree" }),
    () => returnTask(house, holder, { ...place, token, to: yes ? "examine" : "consult", reason: text }),
    () => decide(house, holder, { ...place, token, approve: yes, reason: text }),
    () => issueResult(house, holder, { ...place, token }),
    () => deliver(house, holder, { ...place, token, way: yes ? "online" : "counter" }),
    () => recordPickup(house, office, { ...place, name: "陈三" }),
    () => (pick === 0 ? voidCase(house, head, { ...place, reason: text }) : recordVisit(house, office, place)),
    () => (pick === 0 ? expireCorrection(house, office, place) : Promise.resolve()),
    () => transferTask(house, holder, { ...place, token, department: yes ? "dept-fire" : "dept-market", reason: text }),
    () => {
      if (pick === 0) return terminateCase(house, head, { ...place, reason: text });
      return pick === 1 ? forwardCase(house, head, { ...place, to: "上级机关", opinion: text }) : Promise.resolve();
    },
    () => (pick < 3 ? turnBack(house, office, { ...place, ground: "duplicate", reason: text }) : Promise.resolve()),
    goOn,
  ];

  async function goOn(): Promise<unknown> {
    const node = state.tasks.find((one) => one.token === token)?.node ?? "";
    if (state.flow.hold?.kind === "pause") return resume(house, reviewer, { ...place, result: text });
    if (state.flow.hold) {
      const materials = [{ key: "plan", files: [await fileOf(house, application)], way: "upload" as const }];
      return correct(house, applicant, { ...place, answers: { area: pick + 2 }, materials });
    }
    if (node === "accept") return acceptApplication(house, holder, place);
    if (node === "decide") return decide(house, holder, { ...place, token, approve: yes, reason: text });
    if (node === "issue") return issueResult(house, holder, { ...place, token });
    if (node.startsWith("deliver")) return deliver(house, holder, { ...place, token, way: yes ? "online" : "counter" });
    return giveOpinion(house, holder, { ...place, token, opinion: "agree" });
  }
  await deeds[act]?.();
}

test("[C5][D1] after any sequence of acts the row is the fold of the steps, tasks are its tokens, and no order gets round the law", async () => {
  const kinds = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 2 }), fc.array(deed, { minLength: 5, maxLength: 40 }), async (which, deeds) => {
      clock.set(at("2026-03-02"));
      const draft = await draftOf(house, items[which] ?? ("" as Id));
      const { application } = await submitApplication(house, applicant, { draft });
      for (const one of deeds) {
        clock.advance(one.hours * 3_600_000);
        try {
          await perform(application, one);
        } catch (error) {
          // A refusal is an answer; anything else is a defect.
          if (!(error instanceof HallError)) throw error;
        }
        if (one.hours >= 72) await settleSilence(house);
      }
      const steps = await readSteps(db, hall, application);
      for (const { kind } of steps) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      assert.deepEqual(await stateOf(house, application), JSON.parse(JSON.stringify(foldSteps(steps))));
      holdsLaw(steps);
      await neverHangs(application);
    }),
    { numRuns: 100, seed: 20260302 },
  );
  const { broken, differing, cases } = await auditCases(house);
  assert.deepEqual({ broken, differing, cases }, { broken: 0, differing: 0, cases: 100 });
  // The sequences must come somewhere: a test in which everything is refused proves nothing.
  for (const kind of [
    "accept",
    "requestCorrection",
    "correct",
    "notAccept",
    "pause",
    "resume",
    "extend",
    "giveOpinion",
    "decide",
    "deliver",
    "deemAccepted",
    "transferTask",
    "terminate",
    "forward",
  ]) {
    assert.ok((kinds.get(kind) ?? 0) > 0, `${kind}: ${JSON.stringify([...kinds])}`);
  }
});

/** The law once more, by plain counting over the steps alone. */
function holdsLaw(steps: readonly Step[]): void {
  let received = steps[0]?.at ?? "";
  let accepted = false;
  let decided = false;
  let waits = false;
  let asked = "";
  /** What may be asked about without an override; undefined before the first notice. */
  let fresh: ReadonlySet<string> | undefined;
  for (const { kind, facts, at: when, by } of steps) {
    const silent: boolean = !accepted && !waits && new Date(when) >= workdaysAfter(received, 5);
    if (silent) {
      const allowed = [
        "deemAccepted",
        "accept",
        "withdraw",
        "voidCase",
        "recordVisit",
        "claim",
        "release",
        "transferTask",
      ];
      assert.ok(allowed.includes(kind), `${kind} after five silent days`);
    }
    if (kind === "expireCorrection") {
      assert.ok(waits && new Date(when) >= workdaysAfter(asked, by.kind === "system" ? 15 : 5), "closed too soon");
    }
    if (facts.asked) {
      asked = when;
      const { what, override } = facts.asked;
      const isOld = fresh !== undefined && what.some((one) => !fresh?.has(one));
      assert.equal(override, isOld, "a notice on old material shows that it is one, and no other does");
      waits = true;
      fresh = new Set();
    }
    if (facts.corrected) {
      waits = false;
      received = when;
      fresh = new Set(facts.corrected.changed);
    }
    if (facts.accepted) {
      assert.ok(!accepted, "accepted twice");
      accepted = true;
      assert.equal(facts.accepted.deemed, silent);
      assert.equal(facts.accepted.on, silent ? dayOf(new Date(received)) : dayOf(new Date(when)));
    }
    if (facts.decided) {
      assert.ok(!decided && accepted, "decided once, after acceptance");
      decided = true;
    }
  }
}

/** Whatever was done to it: a case does not wait for its applicant beyond the limit and two weeks. */
async function neverHangs(application: Id): Promise<void> {
  const before = await stateOf(house, application);
  if (before.flow.hold?.kind !== "correction") return;
  const notice = before.corrections.at(-1)?.requestedAt ?? "";
  clock.set(new Date(Math.max(workdaysAfter(notice, 15).getTime(), clock.now().getTime())).toISOString());
  await settleSilence(house);
  assert.equal((await stateOf(house, application)).flow.outcome, "correctionExpired");
}

function workdaysAfter(instant: string, days: number): Date {
  let day: Day = dayOf(new Date(instant));
  for (let left = days; left > 0; ) {
    day = addCalendarDays(day, 1);
    if (isWorkday(day, house.calendar)) left -= 1;
  }
  return endOf(day);
}
