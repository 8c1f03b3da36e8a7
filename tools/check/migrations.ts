import type { Check, Finding } from "./finding.ts";
import { as, type Body, bodiesOf, isBody, listOf, parseSql, tableOf } from "./sql/sql-tree.ts";
import { lineAt } from "./tree.ts";

const path = /^src\/([a-z]+)\/migrations\/([^/]+)$/;
const fileName = /^(\d{4})_[a-z0-9]+(_[a-z0-9]+)*\.sql$/;

/** Migrations: one number each, only the module's own schema, constraints with names, foreign keys in `create table`. */
export const migrations: Check = {
  name: "migrations",
  title: "迁移文件",
  async find(tree) {
    const findings: Finding[] = [];
    const numbers = new Map<string, string>();
    for (const [file, text] of tree.texts) {
      const [, module = "", name = ""] = path.exec(file) ?? [];
      if (module === "") continue;
      const number = fileName.exec(name)?.[1];
      if (number === undefined) {
        findings.push({ file, line: 1, message: "its name says no number and act", mend: "NNNN_verb_thing.sql" });
        continue;
      }
      const other = numbers.get(`${module} ${number}`);
      if (other)
        findings.push({ file, line: 1, message: `has the number of ${other}`, mend: "take the next free number" });
      numbers.set(`${module} ${number}`, name);
      findings.push(...(await faultsIn(file, text, module)));
    }
    return findings;
  },
};

async function faultsIn(file: string, text: string, module: string): Promise<Finding[]> {
  try {
    const statements = await parseSql(text);
    return statements.flatMap(({ statement, offset }) => {
      const line = lineAt(text, placeIn(text, offset));
      return faultsOf(statement, module).map((fault) => ({ file, line, ...fault }));
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ file, line: 1, message: `not readable: ${message}`, mend: "the grammar is PostgreSQL 18's" }];
  }
}

/** The parser counts bytes, and begins a statement behind the semicolon before it: skip space and comments. */
function placeIn(text: string, offset: number): number {
  const start = Buffer.from(text).subarray(0, offset).toString().length;
  const skipped = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*/.exec(text.slice(start))?.[0].length ?? 0;
  return start + skipped + 1;
}

type Fault = Pick<Finding, "message" | "mend">;

function faultsOf(statement: Body, module: string): Fault[] {
  const faults: Fault[] = [];
  for (const one of [
    "CreateStmt",
    "AlterTableStmt",
    "IndexStmt",
    "InsertStmt",
    "UpdateStmt",
    "DeleteStmt",
    "ViewStmt",
  ]) {
    const body = as(one, statement);
    const target = body?.relation ?? body?.view;
    if (!isBody(target)) continue;
    const table = tableOf(target);
    if (!table.startsWith(`${module}.`)) {
      faults.push({
        message: `changes ${table}, not of schema ${module}`,
        mend: `write ${module}.…; a module changes its own schema only`,
      });
    }
  }
  for (const constraint of bodiesOf("Constraint", [statement])) {
    const kind = { CONSTR_CHECK: "check", CONSTR_FOREIGN: "foreign key", CONSTR_UNIQUE: "unique key" }[
      String(constraint.contype)
    ];
    if (kind === undefined || constraint.conname !== undefined) continue;
    faults.push({
      message: `a ${kind} without a name`,
      mend: "constraint table_meaning …: errors and later migrations name it",
    });
  }
  return [...faults, ...lateForeignKeys(as("AlterTableStmt", statement))];
}

/** S6: a distributed, partitioned table takes no foreign key afterwards. */
function lateForeignKeys(alter: Body | undefined): Fault[] {
  const added = listOf(alter?.cmds).flatMap((command) => bodiesOf("Constraint", [command]));
  if (!added.some(({ contype }) => contype === "CONSTR_FOREIGN")) return [];
  return [{ message: "adds a foreign key to a table that stands", mend: "foreign keys belong into create table" }];
}
