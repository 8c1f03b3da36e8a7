import type { Answers } from "../form/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { runStatement } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type GivenMaterial, sealContent } from "./content.ts";
import { applyStep, phaseOf } from "./fold.ts";
import { bodyOf } from "./journal.ts";
import { newsOf } from "./news.ts";
import type { CaseState, OpenTask, Step, StepBy, StepFacts, StepKind } from "./state.ts";
import { type Statement, statement } from "./statement.ts";
import { sealWords, type Words } from "./words.ts";

/** What an act decided: one step, and what goes with it. */
export interface Move {
  readonly kind: StepKind;
  readonly facts: StepFacts;
  readonly words?: Words | undefined;
  readonly content?: { readonly answers: Answers; readonly materials: readonly GivenMaterial[] } | undefined;
}

/** A move about to be written, with everything it makes worked out. */
export interface Written {
  readonly step: Step;
  readonly body: string;
  readonly state: CaseState;
  readonly before: CaseState | undefined;
}

/** Which case, what was seen of it, who acts and when. */
export interface Place {
  readonly hall: HallCode;
  readonly application: Id;
  readonly revision: number;
  readonly state: CaseState | undefined;
  readonly by: StepBy;
  readonly now: Date;
  /** Id of the step. */
  readonly id: Id;
}

/** Works out the step of a move and the state after it. Contents and words are sealed here, because the step keeps their digests. */
export function workOut(house: Pick<House, "seal">, place: Place, move: Move) {
  const { hall, application } = place;
  const seq = place.revision + 1;
  const words = hasWords(move.words) ? sealWords(house, hall, application, seq, move.words) : undefined;
  const content = move.content && sealContent(house, hall, application, seq, move.content);
  const digests = { ...(content && { content: content.digest }), ...(words && { words: words.digest }) };
  const step: Step = {
    id: place.id,
    seq,
    kind: move.kind,
    at: place.now.toISOString(),
    by: place.by,
    facts: { ...move.facts, ...((content || words) && { digests }) },
  };
  const body = bodyOf(step);
  // What is written is what was hashed: members that are undefined fell away.
  const kept = JSON.parse(body) as Step;
  return { step: kept, body, before: place.state, state: applyStep(place.state, kept), words, content };
}

function hasWords(words: Words | undefined): words is Words {
  return words !== undefined && Object.values(words).some((one) => one !== undefined);
}

/**
 * Writes one move of a case in one statement and one round trip: row, step with its hash, tasks, words, contents, news. All
 * of it or nothing: the row changes only when revision and state are still what was seen, and all the rest hangs on it.
 *
 * @returns false when the case is no longer as it was seen; then nothing was written.
 */
export async function writeMove(house: House, place: Place, move: Move): Promise<Written | undefined> {
  const made = workOut(house, place, move);
  const sql = statement();
  const { put, part, finish } = sql;
  const hall = put(place.hall, "text");
  const id = put(place.application, "uuid");
  const body = put(made.body, "text");
  const { state } = made;
  part(
    "moved",
    `update application.application a
        set state = ${put(phaseOf(state), "text")}, outcome = ${put(state.flow.outcome, "text")},
            revision = a.revision + 1, facts = ${put(JSON.stringify(state), "jsonb")},
            last_hash = sha256(a.last_hash || convert_to(${body}, 'UTF8')),
            person = ${put(state.person, "uuid")}, accepted_on = ${put(state.acceptance?.on ?? null, "date")},
            decided_at = ${put(state.decision?.at ?? null, "timestamptz")},
            finished_at = ${put(state.finishedAt, "timestamptz")}
      where a.hall = ${hall} and a.id = ${id} and a.revision = ${put(place.revision, "integer")}
        and a.facts = ${put(JSON.stringify(place.state), "jsonb")}
      returning a.revision, a.last_hash`,
  );
  addStep(sql, { hall, id, body }, made.step);
  addTaskChanges(sql, { hall, id }, place.state?.tasks ?? [], state.tasks);
  addContents(sql, { hall, id }, made, move.content?.materials ?? []);
  addNews(house, sql, place, made);
  const { text, values, name } = finish("select revision from moved");
  const rows = await runStatement<{ revision: number }>(house.db, text, values, { name });
  return rows.length > 0 || (await isOurs(house, place)) ? made : undefined;
}

/**
 * Whether the step after what was seen is our own: the answer to the first try was lost, and it was the second that found
 * the case changed. It writes, because only then does its commit wait for what the first one wrote (study of distributed SQL, C2).
 */
async function isOurs(house: House, { hall, application, revision, id }: Place): Promise<boolean> {
  const rows = await runStatement(
    house.db,
    `update application.application a set touched = a.touched + 1
      where a.hall = $1 and a.id = $2
        and exists (select from application.step s
                     where s.hall = $1 and s.application_id = $2 and s.seq = $3 and s.move_id = $4)
      returning a.touched`,
    [hall, application, revision + 1, id],
    { name: "application_is_ours" },
  );
  return rows.length > 0;
}

type At = { readonly hall: string; readonly id: string };

/** The step, chained to the one before by the row that was just changed. */
export function addStep({ put, part }: Statement, { hall, id, body }: At & { body: string }, step: Step): void {
  part(
    "step",
    `insert into application.step (hall, application_id, seq, move_id, kind, happened_at, body, hash)
     select ${hall}, ${id}, moved.revision, ${put(step.id, "uuid")}, ${put(step.kind, "text")},
            ${put(step.at, "timestamptz")}, ${body}, moved.last_hash from moved`,
  );
}

/** Rows of `application.task`: gone, come, taken over. */
export function addTaskChanges(
  { put, part }: Statement,
  { hall, id }: At,
  before: readonly OpenTask[],
  after: readonly OpenTask[],
): void {
  const gone = before.filter(({ token }) => !after.some((one) => one.token === token)).map(({ token }) => token);
  if (gone.length > 0) {
    part(
      "task_gone",
      `delete from application.task t using moved
        where t.hall = ${hall} and t.application_id = ${id} and t.token = any(${put(gone, "integer[]")})`,
    );
  }
  const come = after.filter(({ token }) => !before.some((one) => one.token === token));
  for (const [at, task] of come.entries()) {
    part(
      `task_${at}`,
      `insert into application.task (hall, application_id, token, node, duty, department, opened_at, deemed_workdays, claimed_by)
       select ${hall}, ${id}, ${put(task.token, "integer")}, ${put(task.node, "text")}, ${put(task.duty, "text")},
              ${put(task.department, "text")}, ${put(task.since, "timestamptz")}, ${put(task.deemed, "integer")},
              null from moved`,
    );
  }
  const transferred = after.find((task) =>
    before.some((one) => one.token === task.token && one.department !== task.department),
  );
  if (transferred) {
    part(
      "task_transferred",
      `update application.task t set department = ${put(transferred.department, "text")}, claimed_by = null from moved
        where t.hall = ${hall} and t.application_id = ${id} and t.token = ${put(transferred.token, "integer")}`,
    );
  }
  const claimed = after.filter((task) =>
    before.some((one) => one.token === task.token && one.claimedBy !== task.claimedBy && task !== transferred),
  );
  for (const task of claimed) {
    part(
      "task_claimed",
      `update application.task t set claimed_by = ${put(task.claimedBy, "text")} from moved
        where t.hall = ${hall} and t.application_id = ${id} and t.token = ${put(task.token, "integer")}`,
    );
  }
}

/** Words, answers and materials of the step. */
export function addContents(
  { put, part }: Statement,
  { hall, id }: At,
  { words, content }: ReturnType<typeof workOut>,
  materials: readonly GivenMaterial[],
): void {
  if (words) {
    part(
      "words",
      `insert into application.words (hall, application_id, seq, sealed)
       select ${hall}, ${id}, moved.revision, ${put(words.sealed, "bytea")} from moved`,
    );
  }
  if (content) {
    part(
      "content",
      `insert into application.content (hall, application_id, revision, sealed)
       select ${hall}, ${id}, moved.revision, ${put(content.sealed, "bytea")} from moved`,
    );
  }
  if (materials.length > 0) {
    const rows = materials.map(
      ({ key, way, files }) => `(${put(key, "text")}, ${put(way, "text")}, ${put(JSON.stringify(files), "jsonb")})`,
    );
    part(
      "material_use",
      `insert into application.material_use (hall, application_id, revision, key, way, files)
       select ${hall}, ${id}, moved.revision, given.key, given.way, given.files
         from moved, (values ${rows.join(", ")}) as given (key, way, files)`,
    );
  }
}

/** The news of the step, one insert for each that somebody hears. */
export function addNews(house: House, sql: Statement, place: Place, { before, state, step }: Written): void {
  for (const [at, event] of newsOf(place.hall, place.application, before, state, step).entries()) {
    sql.piece(`news_${at}`, (first) => house.outbox.rows(event, { first, from: "moved", laneNo: "moved.revision" }));
  }
}
