import { readFile } from "node:fs/promises";
import { moduleNames } from "../../../src/house-order.ts";
import type { TableDeclaration } from "../../../src/kernel/db/index.ts";
import type { Finding } from "../finding.ts";
import { type QueryRule, queryRules, statementOf } from "./query-rules.ts";
import { parseSql } from "./sql-tree.ts";

/** One statement as the pool wrote it down during the tests. */
export interface Recorded {
  sql: string;
  /** The file that sent it, from the root; undefined where the recorder could not tell. */
  from: string | undefined;
}

/** Reads the file named by `WANGTING_RECORD_SQL`: one JSON text or `{ sql, from }` a line; an unfinished last line is dropped. */
export async function readRecorded(file: string): Promise<Recorded[]> {
  const text = await readFile(file, "utf8");
  const known = new Map<string, Recorded>();
  for (const line of text.split("\n").slice(0, -1)) {
    const one = recordedOf(line);
    if (one) known.set(`${one.from} ${one.sql}`, one);
  }
  return [...known.values()];
}

function recordedOf(line: string): Recorded | undefined {
  const value: unknown = JSON.parse(line);
  if (typeof value === "string") return { sql: value, from: undefined };
  if (typeof value !== "object" || value === null) return undefined;
  const sql = "sql" in value ? value.sql : "text" in value ? value.text : undefined;
  const from = "from" in value && typeof value.from === "string" ? value.from : undefined;
  return typeof sql === "string" ? { sql, from } : undefined;
}

/**
 * No product code: what tests send on their own account, and the migration runner, which works on one node before the hall
 * opens (it alone may take an advisory lock); the catalogue lint looks at what it leaves behind.
 */
const excusedFile = /\.(test|bench|fixture)\.tsx?$|\/testing\/|^src\/kernel\/migrate\/|^tools\//;

/**
 * Holds recorded statements against the rules of distributed SQL.
 *
 * @param tables the registry: the declarations of all modules.
 */
export async function lintQueries(
  recorded: readonly Recorded[],
  tables: readonly TableDeclaration[],
): Promise<Finding[]> {
  const registry = new Map(tables.map((table) => [table.name, table]));
  const findings: Finding[] = [];
  for (const { sql, from } of recorded) {
    if (from !== undefined && excusedFile.test(from)) continue;
    for (const { message, mend } of await faultsOf(sql, from, registry)) {
      findings.push({ file: from ?? "sql", line: 0, message: `${message}\n        ${shorten(sql)}`, mend });
    }
  }
  return findings;
}

type Fault = Pick<Finding, "message" | "mend">;

async function faultsOf(
  sql: string,
  from: string | undefined,
  registry: ReadonlyMap<string, TableDeclaration>,
): Promise<Fault[]> {
  try {
    const parsed = await parseSql(sql);
    return parsed.flatMap(({ statement: body }) => {
      const statement = statementOf(body, registry);
      const foreign = foreignTable(
        statement.touches.map(({ table }) => table),
        from,
        handedOver(sql),
      );
      const faults = queryRules.flatMap((rule) => (isExcused(sql, rule) ? [] : faultOf(rule, rule.fault(statement))));
      return foreign ? [...faults, foreign] : faults;
    });
  } catch (error) {
    const message = `not readable: ${error instanceof Error ? error.message : String(error)}`;
    return [{ message, mend: "the grammar is PostgreSQL 18's: mend the statement" }];
  }
}

function faultOf({ name, mend }: QueryRule, message: string | undefined): Fault[] {
  return message === undefined ? [] : [{ message: `${name}: ${message}`, mend }];
}

/** `scatter: reason` or `lint NAME: reason` in a comment of the statement; a tag without a reason excuses nothing. */
function isExcused(sql: string, { name }: QueryRule): boolean {
  const words = name === "scatter" ? "scatter" : `lint ${name}`;
  return new RegExp(`/\\*\\s*${words}:\\s*[^\\s*]`).test(sql);
}

/**
 * Tables of pieces that a face handed over for somebody else's statement, so that both are one round trip. The piece says
 * so itself: a comment `TABLE by FILE`, with the file of the table's own module that wrote it (the check `piece` holds it to that).
 */
function handedOver(sql: string): ReadonlySet<string> {
  const said = sql.matchAll(/\/\* (\w+)(\.\w+) by src\/(\w+)\/\S+ \*\//g);
  return new Set([...said].flatMap(([, schema, name, module]) => (schema === module ? [`${schema}${name}`] : [])));
}

/** A module queries only its own schema; others are asked through their face, which may hand over a piece of a statement. */
function foreignTable(
  tables: readonly string[],
  from: string | undefined,
  handed: ReadonlySet<string>,
): Fault | undefined {
  const module = /^src\/([^/]+)\//.exec(from ?? "")?.[1];
  if (module === undefined) return undefined;
  const names: readonly string[] = moduleNames;
  const foreign = tables.find((table) => {
    const [schema, name] = table.split(".");
    return !handed.has(table) && name !== undefined && schema !== module && names.includes(schema ?? "");
  });
  if (foreign === undefined) return undefined;
  return { message: `schema: ${module} queries ${foreign}`, mend: "ask the other module through its face" };
}

function shorten(sql: string): string {
  const line = sql.replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300)} …` : line;
}
