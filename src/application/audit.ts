import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import { canonicalJson } from "../catalogue/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import type { Db } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { digestOfContent, type GivenMaterial, openContentText } from "./content.ts";
import { foldSteps, phaseOf } from "./fold.ts";
import { firstFault, readBody, type StoredStep } from "./journal.ts";
import type { CaseState, Step } from "./state.ts";
import { digestOfWords, openText } from "./words.ts";

/** One thing that is not as it was written. */
export interface AuditFault {
  readonly hall: string;
  readonly application: string;
  readonly number: string;
  /** `broken`: the journal itself; `differing`: something beside it. */
  readonly kind: "broken" | "differing";
  /** Number of the first broken step; 0: the case's own row. */
  readonly seq: number;
  readonly message: string;
}

export interface AuditReport {
  readonly cases: number;
  /** Cases whose journal is broken. */
  readonly broken: number;
  /** Cases whose rows, words or contents are not what the journal says. */
  readonly differing: number;
  readonly faults: readonly AuditFault[];
}

/** Cases looked at in one go. */
const batch = 200;
/** Further faults are only counted. */
const mostFaults = 1_000;

interface CaseRow {
  hall: HallCode;
  id: Id;
  number: string;
  state: string;
  outcome: string | null;
  revision: number;
  facts: CaseState;
  last_hash: Buffer;
  item: string;
  item_version: number;
  department: string;
  person: string;
  channel: string;
  submitted_at: Date;
  accepted_on: string | null;
  decided_at: Date | null;
  finished_at: Date | null;
}

/**
 * Recomputes every case from its journal: the chain of hashes, and the fold of the steps against the row, the open tasks, the
 * words and the contents.
 *
 * @param tell is told each fault as it is found.
 */
export async function auditCases(
  house: Pick<House, "db" | "seal">,
  tell: (fault: AuditFault) => void = () => undefined,
): Promise<AuditReport> {
  const faults: AuditFault[] = [];
  let cases = 0;
  let broken = 0;
  let differing = 0;
  let after: { hall: string; id: string } | undefined;
  for (;;) {
    const rows = await readCases(house.db, after);
    for (const [hall, ofHall] of Map.groupBy(rows, (row) => row.hall)) {
      const beside = await readBeside(house.db, hall, ofHall);
      for (const row of ofHall) {
        const found = faultOf(house, row, beside);
        cases += 1;
        if (!found) continue;
        if (found.kind === "broken") broken += 1;
        else differing += 1;
        const fault = { hall: row.hall, application: row.id, number: row.number, ...found };
        if (faults.length < mostFaults) faults.push(fault);
        tell(fault);
      }
    }
    const last = rows.at(-1);
    if (!last || rows.length < batch) return { cases, broken, differing, faults };
    after = { hall: last.hall, id: last.id };
  }
}

async function readCases(db: Db, after: { hall: string; id: string } | undefined): Promise<readonly CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select hall, id, number, state, outcome, revision, facts, last_hash, item, item_version, department, person, channel,
           submitted_at, accepted_on, decided_at, finished_at
      from application.application
     where (hall, id) > (${after?.hall ?? ""}, ${after?.id ?? "00000000-0000-0000-0000-000000000000"}::uuid)
     order by hall, id limit ${batch} /* scatter: the audit goes through all halls */`.execute(db);
  return rows;
}

interface Beside {
  readonly steps: ReadonlyMap<string, StoredStep[]>;
  readonly tasks: ReadonlyMap<string, TaskOf[]>;
  readonly words: ReadonlyMap<string, { seq: number; sealed: Buffer }[]>;
  readonly contents: ReadonlyMap<string, { revision: number; sealed: Buffer }[]>;
  readonly materials: ReadonlyMap<string, (GivenMaterial & { revision: number })[]>;
}

interface TaskOf {
  token: number;
  node: string;
  duty: string;
  department: string;
  opened_at: Date;
  deemed_workdays: number | null;
  claimed_by: string | null;
}

async function readBeside(db: Db, hall: HallCode, cases: readonly CaseRow[]): Promise<Beside> {
  const ids = cases.map(({ id }) => id);
  const of = (table: "step" | "task" | "words" | "content" | "material_use") =>
    sql<{ application_id: string }>`select * from ${sql.table(`application.${table}`)}
      where hall = ${hall} and application_id = any(${ids}) order by 1, 2, 3`.execute(db);
  const [steps, tasks, words, contents, materials] = await Promise.all([
    of("step"),
    of("task"),
    of("words"),
    of("content"),
    of("material_use"),
  ]);
  const grouped = <Row>(answer: { rows: { application_id: string }[] }) =>
    Map.groupBy(answer.rows, (row) => row.application_id) as Map<string, unknown[]> as Map<string, Row[]>;
  return {
    steps: grouped<StoredStep>(steps),
    tasks: grouped<TaskOf>(tasks),
    words: grouped<{ seq: number; sealed: Buffer }>(words),
    contents: grouped<{ revision: number; sealed: Buffer }>(contents),
    materials: grouped<GivenMaterial & { revision: number }>(materials),
  };
}

type Found = Pick<AuditFault, "kind" | "seq" | "message">;

function faultOf(house: Pick<House, "seal">, row: CaseRow, beside: Beside): Found | undefined {
  const stored = beside.steps.get(row.id) ?? [];
  const head = { revision: row.revision, hash: row.last_hash };
  const fault = firstFault(row.hall, row.id, stored, head);
  if (fault) return { kind: "broken", ...fault };
  const steps = stored.flatMap(({ body }) => readBody(body) ?? []);
  const state = JSON.parse(JSON.stringify(foldSteps(steps))) as CaseState;
  const message = rowFault(row, state) ?? taskFault(beside.tasks.get(row.id) ?? [], state);
  if (message !== undefined) return { kind: "differing", seq: 0, message };
  for (const step of steps) {
    const said = sealedFault(house, row, step, beside);
    if (said !== undefined) return { kind: "differing", seq: step.seq, message: said };
  }
  return undefined;
}

function rowFault(row: CaseRow, state: CaseState): string | undefined {
  if (!isDeepStrictEqual(row.facts, state)) return "状态与日志算出来的不一致";
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  const kept = [
    row.number,
    row.state,
    row.outcome,
    row.item,
    row.item_version,
    row.department,
    row.person,
    row.channel,
    iso(row.submitted_at),
    row.accepted_on,
    iso(row.decided_at),
    iso(row.finished_at),
  ];
  const folded = [
    state.number,
    phaseOf(state),
    state.flow.outcome,
    state.item,
    state.version,
    state.department,
    state.person,
    state.channel,
    state.submittedAt,
    state.acceptance?.on ?? null,
    state.decision?.at ?? null,
    state.finishedAt,
  ];
  return isDeepStrictEqual(kept, folded) ? undefined : "办件的索引列与状态不一致";
}

function taskFault(rows: readonly TaskOf[], state: CaseState): string | undefined {
  const kept = rows.map((row) => ({
    token: row.token,
    node: row.node,
    duty: row.duty,
    department: row.department,
    deemed: row.deemed_workdays,
    since: row.opened_at.toISOString(),
    claimedBy: row.claimed_by,
  }));
  const key = ({ token }: { token: number }) => token;
  const sorted = [...state.tasks].sort((a, b) => key(a) - key(b));
  if (!isDeepStrictEqual(canonicalJson(kept), canonicalJson(sorted))) return "待办任务与日志算出来的不一致";
  const tokens = new Set(state.flow.tokens.map(({ no }) => no));
  return state.tasks.every(({ token }) => tokens.has(token)) ? undefined : "待办任务没有对应的令牌";
}

/** Words and contents against the digests in their step. */
function sealedFault(
  house: Pick<House, "seal">,
  { hall, id }: CaseRow,
  { seq, facts }: Step,
  beside: Beside,
): string | undefined {
  const words = beside.words.get(id)?.find((one) => one.seq === seq);
  const content = beside.contents.get(id)?.find((one) => one.revision === seq);
  const { digests } = facts;
  if ((words === undefined) !== (digests?.words === undefined)) return `第 ${seq} 步的文字不见了或多出来了`;
  if ((content === undefined) !== (digests?.content === undefined)) return `第 ${seq} 步的内容不见了或多出来了`;
  try {
    if (words) {
      const said = openText(house, hall, id, seq, words.sealed);
      if (digestOfWords(house, said) !== digests?.words) return `第 ${seq} 步的文字被改动`;
    }
    if (content) {
      const answers = openContentText(house, hall, id, seq, content.sealed);
      const materials = (beside.materials.get(id) ?? []).filter(({ revision }) => revision === seq);
      if (digestOfContent(house, answers, materials) !== digests?.content) return `第 ${seq} 步的内容或材料被改动`;
    }
    return undefined;
  } catch {
    // A seal that does not open: changed, or moved from another place.
    return `第 ${seq} 步加密的内容打不开`;
  }
}
