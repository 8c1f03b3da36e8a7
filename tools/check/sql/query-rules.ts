import type { TableDeclaration } from "../../../src/kernel/db/index.ts";
import { as, type Body, bodiesOf, isBody, listOf, namesOf, tableOf } from "./sql-tree.ts";
import { type Touch, touchesOf } from "./touches.ts";

/** One statement under the rules. */
export interface Statement {
  body: Body;
  touches: readonly Touch[];
  tables: ReadonlyMap<string, TableDeclaration>;
}

/** A rule of the study of distributed SQL (§7, Q1–Q7). */
export interface QueryRule {
  name: string;
  mend: string;
  /** @returns what is wrong, or undefined. */
  fault(statement: Statement): string | undefined;
}

/** Makes a parsed statement ready for the rules. */
export function statementOf(body: Body, tables: ReadonlyMap<string, TableDeclaration>): Statement {
  return { body, touches: touchesOf(body), tables };
}

const volatile =
  /^(now|random|gen_random_uuid|uuidv4|uuidv7|uuid_generate_v\d\w*|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|nextval)$/;

/** The rules; `scatter` is excused by the comment `scatter: reason`, the others by `lint NAME: reason`. */
export const queryRules: readonly QueryRule[] = [
  {
    name: "scatter",
    mend: "add `hall = $n` (or an equality to a hall so given), or tag it: /* scatter: reason */",
    fault: (statement) => spread(statement, ({ locked, action }) => !locked && action !== "insert"),
  },
  {
    name: "lock",
    mend: "lock one hall at a time: `hall = $n`; loop over the halls",
    fault: (statement) => spread(statement, ({ locked }) => locked),
  },
  {
    name: "insert",
    mend: "give the key as a parameter in every row",
    fault: (statement) => spread(statement, ({ action }) => action === "insert"),
  },
  {
    name: "rekey",
    mend: "a row never changes its hall: make a new row linked to the old one",
    fault: movesRow,
  },
  {
    name: "volatile",
    mend: "hand the time, the random value or the id in as a parameter",
    fault: ({ body, touches }) => (touches.length === 0 ? undefined : volatileIn(body)),
  },
  {
    name: "merge",
    mend: "use insert … on conflict",
    fault: ({ body }) => (bodiesOf("MergeStmt", [body]).length > 0 ? "MERGE" : undefined),
  },
  {
    name: "recursive",
    mend: "expand the tree first, then `= any($1)`",
    fault: ({ body }) => (isRecursive(body) ? "a recursive CTE" : undefined),
  },
  {
    name: "grouping",
    mend: "group once and add the totals in Node",
    fault: ({ body }) => (bodiesOf("GroupingSet", [body]).length > 0 ? "ROLLUP, CUBE or GROUPING SETS" : undefined),
  },
  {
    name: "unnest",
    mend: "insert several rows by `values`: 1.4 times as fast on a distributed table",
    fault: insertsUnnested,
  },
  {
    name: "signal",
    mend: "advisory locks and NOTIFY hold on one node only: use a row, a version column, polling",
    fault: signals,
  },
];

/** A table that is spread by a key, and whose key is not given in this part of the statement. */
function spread({ touches, tables }: Statement, counts: (touch: Touch) => boolean): string | undefined {
  const names = new Set<string>();
  for (const touch of touches) {
    const key = tables.get(touch.table)?.key;
    if (key !== undefined && counts(touch) && !touch.fixed.has(key)) names.add(`${touch.table}.${key}`);
  }
  return names.size > 0 ? `${[...names].join(", ")} is not given` : undefined;
}

function movesRow({ body, tables }: Statement): string | undefined {
  const changes = [...bodiesOf("UpdateStmt", [body]), ...bodiesOf("InsertStmt", [body])];
  for (const change of changes) {
    const key = tables.get(isBody(change.relation) ? tableOf(change.relation) : "")?.key;
    const set = isBody(change.onConflictClause) ? change.onConflictClause.targetList : change.targetList;
    if (key === undefined || !listOf(set).some((node) => as("ResTarget", node)?.name === key)) continue;
    return `sets ${key}, by which the rows are spread`;
  }
  return undefined;
}

function volatileIn(body: Body): string | undefined {
  for (const call of bodiesOf("FuncCall", [body])) {
    const name = namesOf(call.funcname).at(-1) ?? "";
    if (volatile.test(name)) return `${name}()`;
  }
  const word = bodiesOf("SQLValueFunction", [body])[0]?.op;
  return typeof word === "string" && !/USER|ROLE|CATALOG|SCHEMA/.test(word)
    ? word.replace("SVFOP_", "").toLowerCase()
    : undefined;
}

function isRecursive(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isRecursive);
  if (!isBody(value)) return false;
  if (isBody(value.withClause) && value.withClause.recursive === true) return true;
  return Object.values(value).some(isRecursive);
}

function insertsUnnested({ body, tables }: Statement): string | undefined {
  for (const insert of bodiesOf("InsertStmt", [body])) {
    const table = isBody(insert.relation) ? tableOf(insert.relation) : "";
    if (tables.get(table)?.key === undefined) continue;
    const calls = bodiesOf("FuncCall", [insert.selectStmt]).map((call) => namesOf(call.funcname).at(-1));
    if (calls.includes("unnest")) return `insert into ${table} … select unnest`;
  }
  return undefined;
}

function signals({ body }: Statement): string | undefined {
  for (const kind of ["ListenStmt", "NotifyStmt", "UnlistenStmt"])
    if (as(kind, body)) return kind.replace("Stmt", "").toUpperCase();
  for (const call of bodiesOf("FuncCall", [body])) {
    const name = namesOf(call.funcname).at(-1) ?? "";
    if (/advisory|^pg_notify$/.test(name)) return `${name}()`;
  }
  return undefined;
}
