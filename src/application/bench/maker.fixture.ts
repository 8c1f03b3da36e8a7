import { answerBench } from "../../../tools/bench/sides.ts";
import { findVersion } from "../../catalogue/index.ts";
import { registerAtCounter } from "../../identity/index.ts";
import { addWorkdays, type Day, dayOf } from "../../kernel/calendar/index.ts";
import { systemClock } from "../../kernel/clock/index.ts";
import { idNumberCheckCharacter } from "../../kernel/codes/index.ts";
import { inTransaction, runStatement } from "../../kernel/db/index.ts";
import { openSession } from "../../kernel/http/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import { addDepartments, hall, market, officer, publish, smallItem } from "../application.fixture.ts";
import { checkBeforeSubmit } from "../check-before-submit.ts";
import type { GivenMaterial } from "../content.ts";
import { desksOf } from "../desks.ts";
import { sealAnswers } from "../drafts/content.ts";
import { sealShown } from "../drafts/index.ts";
import { type LoadGround, makeCase } from "../load/make-case.ts";
import { writeCases } from "../load/write-cases.ts";
import { caseNumber, takeSerials } from "../numbers.ts";
import { queryPasswordOf } from "../query-password.ts";
import { writeSeen } from "../seen.ts";
import { benchHouse } from "./bench-house.fixture.ts";
import type { DraftForBench, MadeForBench, MakerQuestion } from "./questions.fixture.ts";

/**
 * Makes what the requests of the bench need, in a process of its own: so that neither its work nor its garbage is counted as the hall's.
 *
 * Environment: `DATABASE_URL`, a migrated database that is empty.
 */
const { house } = await benchHouse(2);
const { db } = house;
await addDepartments(db);
const item = await publish(house, smallItem());
const ground = await groundOf();
const citizen = await newCitizen();
const clerk = officer("01920000-0000-7000-8000-0000000000aa", market, ["window-officer"]);
const citizenCookie = await cookieOf("citizen", newId(systemClock), {
  person: citizen,
  assurance: 2,
  actingFor: null,
  name: "陈*",
  actingName: null,
});
const clerkCookie = await cookieOf("staff", String(clerk.id), {
  assurance: 3,
  seats: clerk.kind === "staff" ? clerk.seats : [],
  name: "吴窗口",
});

answerBench(0, async (question: MakerQuestion) => {
  if (question.prepare === "cookies") return { citizen: citizenCookie, clerk: clerkCookie };
  const made = await make(question);
  // What a running server's autovacuum does within a minute: without any count of rows the planner takes every index for the same.
  await runStatement(db, "analyze", []);
  return made;
});

async function make(question: Exclude<MakerQuestion, { prepare: "cookies" }>) {
  if (question.prepare === "drafts") return { drafts: await writeDrafts(question.count) };
  if (question.prepare === "volume") await writeVolume(question.count);
  return { cases: await writeSubmitted(question.prepare === "volume" ? 50 : question.count) };
}

async function groundOf(): Promise<LoadGround> {
  const version = await findVersion(house, item, 1);
  if (!version) throw new Error("the bench has no item");
  const answers = { rented: true, name: "阿婆牛肉丸", area: 36.5, remark: "早市六点开门，请上午来看场地。" };
  const materials = ["plan", "lease", "photo"].map(
    (key): GivenMaterial => ({ key, files: [newId(systemClock)], way: "upload" }),
  );
  const nobody = newId(systemClock);
  const draft = {
    id: nobody,
    hall,
    item,
    version: 1,
    person: nobody,
    agent: null,
    applicantName: "陈*",
    answers,
    materials,
    channel: "web" as const,
  };
  const checked = checkBeforeSubmit(version, draft, { today: dayOf(systemClock.now()) });
  if (!checked.ok) throw new Error(`the bench's draft is not complete: ${JSON.stringify(checked.faults)}`);
  return { hall, version, desks: await desksOf(house, version), checked, draft, calendar: house.calendar };
}

async function newCitizen(): Promise<Id> {
  const digits = "44510219880116001";
  const counter = officer("01920000-0000-7000-8000-0000000000ab", market, ["window-officer"]);
  const { person } = await inTransaction(db, (tx) =>
    registerAtCounter(house, tx, counter, {
      hall,
      name: "陈样例",
      idNumber: digits + idNumberCheckCharacter(digits),
      phone: "16000000001",
      address: { division: "445102009", detail: "样例路 1 号" },
    }),
  );
  return person as Id;
}

async function cookieOf(kind: "citizen" | "staff", accountId: string, facts: Record<string, unknown>): Promise<string> {
  const { token } = await inTransaction(db, (tx) => openSession(house, tx, { kind, accountId, facts, device: "测速" }));
  return `${house.config.secureCookies ? "__Host-wangting" : "wangting"}=${token}`;
}

/** Drafts that are ready to be handed in, each as its owner was shown it before. */
async function writeDrafts(count: number): Promise<DraftForBench[]> {
  const { answers, materials } = ground.draft;
  const now = systemClock.now();
  const made = Array.from({ length: count }, () => newId(systemClock));
  await runStatement(
    db,
    `insert into application.draft (person_id, id, hall, item, version, item_name, state, answers, materials, saves, revision,
       begun_at, updated_at)
     select $1::uuid, given.id, $2::text, $3::uuid, 1, '食品小作坊登记', 'open', given.answers, $4::jsonb, '{}', 3, $5, $5
       from unnest($6::uuid[], $7::bytea[]) as given (id, answers)`,
    [
      citizen,
      hall,
      item,
      JSON.stringify(materials),
      now,
      made,
      made.map((id) => sealAnswers(house, id, { answers, typed: {} })),
    ],
  );
  const shown = { person: citizen, actingFor: null, hall, item, version: 1, number: null, madeFrom: null } as const;
  const files = materials.map(({ key, files }) => ({ key, files, way: "upload" as const }));
  return made.map((id) => {
    const seen = sealShown(house, { ...shown, state: "open", id, draft: { answers, typed: {} }, materials: files });
    return { id, seen: seen ?? "" };
  });
}

/** Cases that have just come in, with everything that the act of submitting would have written of them. */
async function writeSubmitted(count: number): Promise<MadeForBench[]> {
  const day = yesterday();
  const first = await takeSerials(db, hall, ground.desks.org, day, count);
  const began = systemClock.now().getTime() - 3_600_000;
  const cases = Array.from({ length: count }, (_, nth) =>
    makeCase(house, ground, {
      stage: "submitted",
      number: caseNumber(hall, ground.desks.org, day, first + nth),
      person: citizen,
      label: "陈*",
      at: () => new Date(began + nth),
    }),
  );
  await writeCases(house, cases);
  return cases.map(({ id, state }) => ({
    id,
    number: state.number,
    seen: writeSeen({ revision: 1, state }),
    password: queryPasswordOf(house, hall, id),
  }));
}

/** Serials of a day that no submission of the bench asks for. */
function yesterday(): Day {
  return addWorkdays(dayOf(systemClock.now()), -1, house.calendar).on;
}

/** Rows of one statement, which has 15 seconds. */
const mostAtOnce = 20_000;

/**
 * So many cases as copies of a real one's row, two of five of them open with a task, over forty departments; made by the database
 * itself, because a million by the acts takes half an hour. Their journals are not made: no list reads them.
 */
async function writeVolume(count: number): Promise<void> {
  const [template] = await writeSubmitted(1);
  for (let from = 1; from <= count; from += mostAtOnce) {
    const to = Math.min(count, from + mostAtOnce - 1);
    await runStatement(
      db,
      `with made as (
         insert into application.application (hall, id, number, item, item_version, department, person, applicant_label, channel, state,
           outcome, revision, facts, last_hash, query_digest, submitted_at, accepted_on, decided_at, finished_at)
         select hall, ('01910000-0000-7000-8000-' || lpad(to_hex(nth), 12, '0'))::uuid, 'V' || lpad(nth::text, 27, '0'), item, item_version,
           case when nth % 40 = 0 then department else 'dept-' || nth % 40 end, person, applicant_label, channel,
           case when nth % 5 < 2 then state else 'finished' end, case when nth % 5 < 2 then outcome else 'granted' end, revision, facts,
           last_hash, query_digest, submitted_at - nth * interval '1 second', accepted_on, decided_at,
           case when nth % 5 < 2 then finished_at else submitted_at end
           from application.application, generate_series($3::integer, $4::integer) as nth where hall = $1 and id = $2
         returning hall, id, department, submitted_at, state)
       insert into application.task (hall, application_id, token, node, duty, department, opened_at)
       select hall, id, 2, 'accept', 'window-officer', department, submitted_at from made where state = 'submitted'`,
      [hall, template?.id, from, to],
    );
  }
}
