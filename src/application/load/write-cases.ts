import { sql } from "kysely";
import { inTransaction, type Tx } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { phaseOf } from "../fold.ts";
import { queryDigestOf, queryPasswordOf } from "../query-password.ts";
import type { MadeCase } from "./make-case.ts";

/** The rows of a set belong to one hall, which stands in each of them; a load is made on one machine, for measuring. */
const excuse = sql.raw(
  "/* lint insert: every row holds its hall */ /* lint unnest: made for measuring on one machine */",
);

/** Writes many cases in one transaction, one statement a table. */
export async function writeCases(house: Pick<House, "db" | "seal">, cases: readonly MadeCase[]): Promise<void> {
  const written = cases.map((one) => applicationRow(house, one));
  await inTransaction(
    house.db,
    async (tx) => {
      await writeApplications(tx, cases, written);
      await writeSteps(tx, cases);
      await writeBeside(tx, cases);
    },
    { budgetMs: 60_000 },
  );
}

function applicationRow(house: Pick<House, "seal">, { hall, id, state }: MadeCase) {
  return { facts: JSON.stringify(state), digest: queryDigestOf(house, id, queryPasswordOf(house, hall, id)) };
}

async function writeApplications(
  tx: Tx,
  cases: readonly MadeCase[],
  written: readonly ReturnType<typeof applicationRow>[],
): Promise<void> {
  const of = <Value>(value: (one: MadeCase) => Value) => cases.map(value);
  const hash = of(({ steps }) => steps.at(-1)?.hash);
  await sql`
    insert into application.application (hall, id, number, item, item_version, department, person, applicant_label, channel,
      state, outcome, revision, facts, last_hash, query_digest, submitted_at, accepted_on, decided_at, finished_at)
    ${excuse} select * from unnest(
      ${of(({ hall }) => hall)}::text[], ${of(({ id }) => id)}::uuid[], ${of(({ state }) => state.number)}::text[],
      ${of(({ state }) => state.item)}::uuid[], ${of(({ state }) => state.version)}::integer[],
      ${of(({ state }) => state.department)}::text[], ${of(({ state }) => state.person)}::uuid[],
      ${of(({ label }) => label)}::text[], ${of(({ state }) => state.channel)}::text[],
      ${of(({ state }) => phaseOf(state))}::text[], ${of(({ state }) => state.flow.outcome)}::text[],
      ${of(({ steps }) => steps.length)}::integer[], ${written.map(({ facts }) => facts)}::jsonb[], ${hash}::bytea[],
      ${written.map(({ digest }) => digest)}::bytea[], ${of(({ state }) => state.submittedAt)}::timestamptz[],
      ${of(({ state }) => state.acceptance?.on ?? null)}::date[], ${of(({ state }) => state.decision?.at ?? null)}::timestamptz[],
      ${of(({ state }) => state.finishedAt)}::timestamptz[])`.execute(tx);
  // What news would have told the person's own list.
  await sql`
    insert into application.person_case (person_id, application_id, hall, number, item, item_version, state, outcome, revision,
      submitted_at, changed_at)
    ${excuse} select * from unnest(
      ${of(({ state }) => state.person)}::uuid[], ${of(({ id }) => id)}::uuid[], ${of(({ hall }) => hall)}::text[],
      ${of(({ state }) => state.number)}::text[], ${of(({ state }) => state.item)}::uuid[],
      ${of(({ state }) => state.version)}::integer[], ${of(({ state }) => phaseOf(state))}::text[],
      ${of(({ state }) => state.flow.outcome)}::text[], ${of(({ steps }) => steps.length)}::integer[],
      ${of(({ state }) => state.submittedAt)}::timestamptz[], ${of(({ steps }) => steps.at(-1)?.step.at)}::timestamptz[])`.execute(
    tx,
  );
}

async function writeSteps(tx: Tx, cases: readonly MadeCase[]): Promise<void> {
  const rows = cases.flatMap(({ hall, id, steps }) => steps.map((one) => ({ hall, id, ...one })));
  await sql`
    insert into application.step (hall, application_id, seq, move_id, kind, happened_at, body, hash)
    ${excuse} select * from unnest(
      ${rows.map(({ hall }) => hall)}::text[], ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ step }) => step.seq)}::integer[],
      ${rows.map(({ step }) => step.id)}::uuid[], ${rows.map(({ step }) => step.kind)}::text[],
      ${rows.map(({ step }) => step.at)}::timestamptz[], ${rows.map(({ body }) => body)}::text[],
      ${rows.map(({ hash }) => hash)}::bytea[])`.execute(tx);
  for (const [table, column, kept] of [
    ["words", "seq", rows.flatMap(({ words, ...row }) => (words ? [{ ...row, sealed: words }] : []))],
    ["content", "revision", rows.flatMap(({ content, ...row }) => (content ? [{ ...row, sealed: content }] : []))],
  ] as const) {
    await sql`
      insert into ${sql.table(`application.${table}`)} (hall, application_id, ${sql.ref(column)}, sealed)
      ${excuse} select * from unnest(
        ${kept.map(({ hall }) => hall)}::text[], ${kept.map(({ id }) => id)}::uuid[],
        ${kept.map(({ step }) => step.seq)}::integer[], ${kept.map(({ sealed }) => sealed)}::bytea[])`.execute(tx);
  }
}

async function writeBeside(tx: Tx, cases: readonly MadeCase[]): Promise<void> {
  const given = cases.flatMap(({ hall, id, steps }) =>
    steps.flatMap(({ step, materials }) => materials.map((one) => ({ hall, id, revision: step.seq, ...one }))),
  );
  await sql`
    insert into application.material_use (hall, application_id, revision, key, way, files)
    ${excuse} select * from unnest(
      ${given.map(({ hall }) => hall)}::text[], ${given.map(({ id }) => id)}::uuid[],
      ${given.map(({ revision }) => revision)}::integer[], ${given.map(({ key }) => key)}::text[],
      ${given.map(({ way }) => way)}::text[], ${given.map(({ files }) => JSON.stringify(files))}::jsonb[])`.execute(tx);
  const tasks = cases.flatMap(({ hall, id, state }) => state.tasks.map((task) => ({ hall, id, ...task })));
  await sql`
    insert into application.task (hall, application_id, token, node, duty, department, opened_at, deemed_workdays, claimed_by)
    ${excuse} select * from unnest(
      ${tasks.map(({ hall }) => hall)}::text[], ${tasks.map(({ id }) => id)}::uuid[],
      ${tasks.map(({ token }) => token)}::integer[], ${tasks.map(({ node }) => node)}::text[],
      ${tasks.map(({ duty }) => duty)}::text[], ${tasks.map(({ department }) => department)}::text[],
      ${tasks.map(({ since }) => since)}::timestamptz[], ${tasks.map(({ deemed }) => deemed)}::integer[],
      ${tasks.map(({ claimedBy }) => claimedBy)}::text[])`.execute(tx);
}
