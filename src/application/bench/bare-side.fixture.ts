import { createHash, randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import pg from "pg";
import { answerBench } from "../../../tools/bench/sides.ts";

/**
 * What the hall is measured against: for each of the four requests one handler that does nothing but send one hand-written statement,
 * prepared under a name, and answer JSON. It writes the very rows that the hall writes, and checks nothing: no session, no rights, no form,
 * no seal, no chain of hashes.
 *
 * Environment: `DATABASE_URL`.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });
const app = Fastify();
const hall = "445100";
const department = "dept-market";

/** Rows of the outbox: as many as the house's modules hear. */
function newsRows(first: number, subscribers: number, from: string): string {
  const rows = Array.from({ length: subscribers }, (_, nth) => `($${first + nth}::uuid, '${heard[nth]}')`);
  return `insert into kernel.outbox (hall, id, event_id, topic, subscriber, lane, lane_no, payload, due_at, run_at)
    select $1, news.id, $${first}, $${first + subscribers}, news.subscriber, $2::text, ${from}.revision, $${first + subscribers + 1}::jsonb,
      now(), now()
      from ${from}, (values ${rows.join(", ")}) as news (id, subscriber)`;
}
const heard = ["application.person-case", "application.documents", "notification.inbox", "application.drafts"];

interface Submission {
  item: string;
  person: string;
  name: string;
  answers: object;
  materials: { key: string; files: string[]; way: string }[];
}

const submit = `with entered as (
    insert into application.application (hall, id, number, item, item_version, department, person, applicant_label, channel, state,
      revision, facts, last_hash, query_digest, submitted_at)
    values ($1, $2, $3, $4, 1, $5, $6, $7, 'web', 'submitted', 1, $8, sha256(convert_to($9::text, 'UTF8')), $10, now())
    returning number, revision, last_hash),
  step as (
    insert into application.step (hall, application_id, seq, move_id, kind, happened_at, body, hash)
    select $1, $2, revision, $11, 'submit', now(), $9, last_hash from entered),
  task as (
    insert into application.task (hall, application_id, token, node, duty, department, opened_at)
    select $1, $2, 2, 'accept', 'window-officer', $5, now() from entered),
  content as (
    insert into application.content (hall, application_id, revision, sealed) select $1, $2, revision, $12 from entered),
  material as (
    insert into application.material_use (hall, application_id, revision, key, way, files)
    select $1, $2, revision, given.key, given.way, given.files from entered,
      (values ($13, $14, $15::jsonb), ($16, $17, $18::jsonb), ($19, $20, $21::jsonb)) as given (key, way, files)),
  news as (${newsRows(22, 4, "entered")})
  select number from entered`;

const flow = {
  submitted: flowAt(2, "accept", "window-officer"),
  accepted: flowAt(3, "examine", "reviewer"),
};
let serial = 0;
app.post<{ Body: Submission }>("/submission", async (request) => {
  const { item, person, name, answers, materials } = request.body;
  const id = randomUUID();
  const at = new Date().toISOString();
  serial += 1;
  const number = `${hall}00693975626112${String(process.pid % 10)}${String(serial).padStart(6, "0")}X`;
  const facts = JSON.stringify(stateOf({ number, item, person, at }));
  const step = JSON.stringify({
    id,
    seq: 1,
    kind: "submit",
    at,
    by: person,
    facts: { number, item, person, flow: flow.submitted },
  });
  const news = JSON.stringify({
    hall,
    application: id,
    number,
    person,
    item,
    version: 1,
    department,
    at,
    state: "submitted",
  });
  const given = materials.flatMap(({ key, way, files }) => [key, way, JSON.stringify(files)]);
  const values = [hall, id, number, item, department, person, name, facts, step, digestOf(id), randomUUID()];
  values.push(
    JSON.stringify(answers),
    ...given,
    ...Array.from({ length: 4 }, () => randomUUID()),
    "application.submitted",
    news,
  );
  const { rows } = await pool.query({ name: "submit", text: submit, values });
  return { application: id, number: rows[0].number };
});

const accept = `with moved as (
    update application.application
       set state = 'accepted', revision = revision + 1, facts = $3, accepted_on = current_date,
           last_hash = sha256(last_hash || convert_to($4::text, 'UTF8'))
     where hall = $1 and id = $2::uuid and revision = $5
    returning number, revision, last_hash),
  step as (
    insert into application.step (hall, application_id, seq, move_id, kind, happened_at, body, hash)
    select $1, $2::uuid, revision, $6, 'accept', now(), $4, last_hash from moved),
  gone as (delete from application.task t using moved where t.hall = $1 and t.application_id = $2::uuid and t.token = 2),
  come as (
    insert into application.task (hall, application_id, token, node, duty, department, opened_at)
    select $1, $2::uuid, 3, 'examine', 'reviewer', $7, now() from moved),
  news as (${newsRows(8, 3, "moved")})
  select number, revision from moved`;

app.post<{ Params: { id: string }; Body: { number: string; item: string; person: string } }>(
  "/cases/:id/acceptance",
  async (request) => {
    const { id } = request.params;
    const { number, item, person } = request.body;
    const at = new Date().toISOString();
    const facts = JSON.stringify({
      ...stateOf({ number, item, person, at }),
      acceptance: { at, on: at.slice(0, 10) },
      flow: flow.accepted,
    });
    const step = JSON.stringify({ id, seq: 2, kind: "accept", at, by: person, facts: { flow: flow.accepted } });
    const news = JSON.stringify({
      hall,
      application: id,
      number,
      person,
      item,
      version: 1,
      department,
      at,
      state: "accepted",
    });
    const values: unknown[] = [hall, id, facts, step, 1, randomUUID(), department];
    values.push(...Array.from({ length: 3 }, () => randomUUID()), "application.accepted", news);
    const { rows } = await pool.query({ name: "accept", text: accept, values });
    return { application: id, number: rows[0].number, revision: rows[0].revision };
  },
);

const list = `select t.application_id, t.token, t.node, t.duty, t.department, t.opened_at, t.claimed_by, a.number, a.item, a.item_version,
    a.applicant_label, a.revision, a.state, a.submitted_at, a.facts::text as facts
  from application.task t join application.application a on a.hall = t.hall and a.id = t.application_id
 where t.hall = $1 and t.department = $2 and t.duty = $3
 order by t.opened_at desc, t.application_id desc, t.token desc limit 20`;

app.get<{ Querystring: { hall: string; department: string; duty: string } }>("/tasks", async ({ query }) => {
  const { rows } = await pool.query({ name: "list", text: list, values: [query.hall, query.department, query.duty] });
  return { tasks: rows };
});

const progress = `select a.number, a.facts,
    (select json_agg(s.body order by s.seq) from application.step s where s.hall = $1 and s.application_id = a.id) as steps
  from application.application a where a.hall = $1 and a.number = $2`;

app.post<{ Body: { number: string } }>("/progress", async ({ body }) => {
  const { rows } = await pool.query({
    name: "progress",
    text: progress,
    values: [body.number.slice(0, 6), body.number],
  });
  return rows[0];
});

await app.listen({ port: 0, host: "127.0.0.1" });
answerBench((app.server.address() as AddressInfo).port, async () => ({}));

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function flowAt(token: number, node: string, duty: string) {
  return {
    outcome: null,
    hold: null,
    lastNo: token,
    tokens: [{ no: token, node, at: token }],
    tasks: [{ token, node, duty, department, deemed: null, claimedBy: null }],
  };
}

/** As large a state as the hall keeps. */
function stateOf({ number, item, person, at }: { number: string; item: string; person: string; at: string }): object {
  return {
    number,
    item,
    version: 1,
    department,
    person,
    agent: null,
    channel: "web",
    joint: false,
    madeFrom: null,
    flow: flow.submitted,
    tasks: flow.submitted.tasks,
    departments: [department],
    submittedAt: at,
    receivedAt: at,
    completeAt: null,
    acceptance: null,
    notAcceptedAt: null,
    corrections: [],
    pauses: [],
    extensions: [],
    decision: null,
    resultAt: null,
    delivery: null,
    pickedUpAt: null,
    visits: 0,
    content: 1,
    finishedAt: null,
  };
}
