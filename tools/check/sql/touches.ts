import {
  columnOf,
  equalitiesOf,
  fix,
  isFixed,
  isGiven,
  type Relation,
  readFrom,
  relationOf,
  type Scope,
} from "./scope.ts";
import { as, type Body, isBody, listOf, namesOf } from "./sql-tree.ts";

/** One table in one part of a statement, and what is known there about its columns. */
export interface Touch {
  table: string;
  action: "select" | "insert" | "update" | "delete";
  /** True under `for update` and its kin. */
  locked: boolean;
  /** Columns that hold one given value there (for `insert`: in every row). */
  fixed: ReadonlySet<string>;
}

/** Lists every table a statement touches; statements other than select, insert, update and delete touch none. */
export function touchesOf(statement: Body): Touch[] {
  const touches: Touch[] = [];
  readQuery(statement, { relations: [], ctes: new Map(), outer: undefined }, touches);
  return touches;
}

/** Reads one query; returns the names of the output columns that are fixed. */
function readQuery(query: unknown, outer: Scope, touches: Touch[]): Set<string> {
  if (!isBody(query)) return new Set();
  const select =
    as("SelectStmt", query) ?? (Array.isArray(query.targetList) || query.op !== undefined ? query : undefined);
  const write = as("InsertStmt", query) ?? as("UpdateStmt", query) ?? as("DeleteStmt", query);
  const body = write ?? select;
  if (!body) return new Set();
  const scope: Scope = { relations: [], ctes: new Map(), outer };
  scope.ctes = readCtes(body, scope, touches);
  if (as("InsertStmt", query)) return readInsert(body, scope, touches);
  if (write) return readChange(body, scope, touches, as("UpdateStmt", query) ? "update" : "delete");
  return readSelect(body, scope, touches);
}

function readCtes(body: Body, scope: Scope, touches: Touch[]): Map<string, Set<string>> {
  const ctes = new Map<string, Set<string>>();
  const clause = isBody(body.withClause) ? body.withClause : {};
  for (const node of listOf(clause.ctes)) {
    const cte = as("CommonTableExpr", node);
    if (typeof cte?.ctename !== "string") continue;
    // A recursive one sees itself: unknown until read.
    const known = new Map(ctes).set(cte.ctename, new Set<string>());
    const fixed = readQuery(cte.ctequery, { ...scope, ctes: known }, touches);
    const names = namesOf(cte.aliascolnames);
    ctes.set(cte.ctename, names.length > 0 ? new Set(names.filter((_, at) => fixed.has(`column${at + 1}`))) : fixed);
  }
  return ctes;
}

function readSelect(body: Body, scope: Scope, touches: Touch[]): Set<string> {
  if (body.op === "SETOP_UNION" || body.op === "SETOP_INTERSECT" || body.op === "SETOP_EXCEPT") {
    const left = readQuery({ SelectStmt: body.larg }, scope, touches);
    const right = readQuery({ SelectStmt: body.rarg }, scope, touches);
    return new Set([...left].filter((name) => right.has(name)));
  }
  const rows = listOf(body.valuesLists).map((row) => listOf(as("List", row)?.items));
  if (rows.length > 0) return fixedValues(rows, body, scope, touches);

  const equalities = readFrom(body.fromClause, scope, (query, around) => readQuery(query, around, touches));
  fix(scope, [...equalities, ...equalitiesOf(body.whereClause)]);
  const locked = listOf(body.lockingClause).length > 0;
  note(scope.relations, "select", locked, touches);
  readSublinks(
    [body.targetList, body.whereClause, body.fromClause, body.havingClause, body.sortClause],
    scope,
    touches,
  );
  return outputOf(body.targetList, scope);
}

/** `values`: a column is fixed when each row gives the same parameter or literal. */
function fixedValues(rows: readonly Body[][], body: Body, scope: Scope, touches: Touch[]): Set<string> {
  readSublinks([body.valuesLists], scope, touches);
  const fixed = new Set<string>();
  for (let at = 0; at < (rows[0]?.length ?? 0); at += 1) {
    const cells = rows.map((row) => JSON.stringify(row[at], (key, value) => (key === "location" ? undefined : value)));
    if (rows.every((row) => isGiven(row[at])) && new Set(cells).size === 1) fixed.add(`column${at + 1}`);
  }
  return fixed;
}

function outputOf(targets: unknown, scope: Scope): Set<string> {
  const fixed = new Set<string>();
  listOf(targets).forEach((node, index) => {
    const target = as("ResTarget", node);
    const column = columnOf(target?.val);
    if (column?.name === "*") {
      const from = scope.relations.filter(({ alias }) => column.alias === undefined || alias === column.alias);
      for (const relation of from) for (const name of relation.fixed) fixed.add(name);
      return;
    }
    if (!(column ? isFixed(scope, column) : isGiven(target?.val))) return;
    fixed.add(typeof target?.name === "string" ? target.name : (column?.name ?? ""));
    fixed.add(`column${index + 1}`);
  });
  return fixed;
}

function readChange(body: Body, scope: Scope, touches: Touch[], action: "update" | "delete"): Set<string> {
  const changed = isBody(body.relation) ? relationOf(body.relation, scope) : undefined;
  if (changed) scope.relations.push(changed);
  const from = action === "update" ? body.fromClause : body.usingClause;
  const equalities = readFrom(from, scope, (query, around) => readQuery(query, around, touches));
  fix(scope, [...equalities, ...equalitiesOf(body.whereClause)]);
  if (changed) note([changed], action, false, touches);
  note(
    scope.relations.filter((relation) => relation !== changed),
    "select",
    false,
    touches,
  );
  readSublinks([body.targetList, body.whereClause, from, body.returningList, body.returningClause], scope, touches);
  return outputOf(returningOf(body), scope);
}

function readInsert(body: Body, scope: Scope, touches: Touch[]): Set<string> {
  const written = isBody(body.relation) ? relationOf(body.relation, scope) : undefined;
  const columns = listOf(body.cols).map((node) => String(as("ResTarget", node)?.name ?? ""));
  if (written) {
    written.fixed = insertedFixed(body, columns, scope, touches);
    note([written], "insert", false, touches);
    scope.relations.push(written);
  }
  const conflict = isBody(body.onConflictClause) ? body.onConflictClause : {};
  readSublinks([conflict.targetList, conflict.whereClause], scope, touches);
  return outputOf(returningOf(body), scope);
}

/** Columns given from outside in every inserted row; several rows may give them by different parameters. */
function insertedFixed(body: Body, columns: readonly string[], scope: Scope, touches: Touch[]): Set<string> {
  const select = as("SelectStmt", body.selectStmt);
  const rows = listOf(select?.valuesLists).map((row) => listOf(as("List", row)?.items));
  if (rows.length > 0) {
    readSublinks([select?.valuesLists], scope, touches);
    return new Set(columns.filter((_, at) => rows.every((row) => isGiven(row[at]))));
  }
  const fixed = readQuery(body.selectStmt, scope, touches);
  return new Set(columns.filter((_, at) => fixed.has(`column${at + 1}`)));
}

function returningOf(body: Body): unknown {
  const clause = isBody(body.returningClause) ? body.returningClause : {};
  return clause.exprs ?? body.returningList;
}

/** Subqueries in expressions; those in `from` were read with it. */
function readSublinks(parts: readonly unknown[], scope: Scope, touches: Touch[]): void {
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item);
      return;
    }
    if (!isBody(value)) return;
    if (value.RangeSubselect) return;
    const link = as("SubLink", value);
    if (link) {
      visit(link.testexpr);
      readQuery(link.subselect, scope, touches);
      return;
    }
    for (const inside of Object.values(value)) visit(inside);
  };
  for (const part of parts) visit(part);
}

function note(relations: readonly Relation[], action: Touch["action"], locked: boolean, touches: Touch[]): void {
  for (const { table, fixed } of relations) if (table !== undefined) touches.push({ table, action, locked, fixed });
}
