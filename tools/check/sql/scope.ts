import { aliasOf, as, type Body, isBody, listOf, namesOf, tableOf } from "./sql-tree.ts";

/** One thing a statement reads or writes: a table, or the rows of a subquery or CTE. */
export interface Relation {
  alias: string;
  /** `schema.table`; undefined for a subquery, CTE or function. */
  table: string | undefined;
  /** Columns that hold one value given from outside (a parameter or a literal) in every row. */
  fixed: Set<string>;
}

/** `column` takes the value of `from` (undefined: a value given from outside). */
interface Equality {
  column: Column;
  from: Column | undefined;
}

interface Column {
  alias: string | undefined;
  name: string;
}

/** What the statement around knows; an inner query sees the outer relations. */
export interface Scope {
  relations: Relation[];
  /** Output columns of each CTE that are fixed. */
  ctes: ReadonlyMap<string, Set<string>>;
  outer: Scope | undefined;
}

/** Reads a subquery: the names of its output columns that are fixed. */
type FixedOf = (query: unknown, scope: Scope) => Set<string>;

/** Reads the equalities that hold for every row of a `where` or an inner join's `on`: only those joined by `and`. */
export function equalitiesOf(condition: unknown): Equality[] {
  const all = as("BoolExpr", condition);
  if (all) return all.boolop === "AND_EXPR" ? listOf(all.args).flatMap(equalitiesOf) : [];
  const equal = as("A_Expr", condition);
  if (equal?.kind !== "AEXPR_OP" || namesOf(equal.name).join() !== "=") return [];
  const left = as("RowExpr", equal.lexpr);
  const right = as("RowExpr", equal.rexpr);
  if (left && right) {
    const values = listOf(right.args);
    return listOf(left.args).flatMap((one, index) => pairOf(one, values[index]));
  }
  return pairOf(equal.lexpr, equal.rexpr);
}

function pairOf(left: unknown, right: unknown): Equality[] {
  const one = columnOf(left);
  const other = columnOf(right);
  if (one && other) {
    return [
      { column: one, from: other },
      { column: other, from: one },
    ];
  }
  if (one && isGiven(right)) return [{ column: one, from: undefined }];
  if (other && isGiven(left)) return [{ column: other, from: undefined }];
  return [];
}

/** A column written `name`, `alias.name` or `schema.table.name`. */
export function columnOf(node: unknown): Column | undefined {
  const names = namesOf(as("ColumnRef", withoutCast(node))?.fields);
  const name = names.at(-1);
  return name === undefined ? undefined : { name, alias: names.at(-2) };
}

/** True for a parameter or a literal, with or without a cast. */
export function isGiven(node: unknown): boolean {
  const bare = withoutCast(node);
  return isBody(bare) && ("ParamRef" in bare || "A_Const" in bare);
}

function withoutCast(node: unknown): unknown {
  const cast = as("TypeCast", node);
  return cast ? withoutCast(cast.arg) : node;
}

/** Spreads the equalities over the relations of a scope until nothing new is fixed. */
export function fix(scope: Scope, equalities: readonly Equality[]): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { column, from } of equalities) {
      if (from && !isFixed(scope, from)) continue;
      for (const relation of relationsOf(scope, column)) {
        if (relation.fixed.has(column.name)) continue;
        relation.fixed.add(column.name);
        changed = true;
      }
    }
  }
}

/** True when the column holds one given value; looks outwards for names the scope does not know. */
export function isFixed(scope: Scope, column: Column): boolean {
  for (let level: Scope | undefined = scope; level; level = level.outer) {
    const here = relationsOf(level, column);
    if (here.some(({ fixed }) => fixed.has(column.name))) return true;
    if (column.alias !== undefined && here.length > 0) return false;
  }
  return false;
}

/** A bare name is one column of one relation, or of several that `using` makes equal: PostgreSQL refuses all else. */
function relationsOf(scope: Scope, column: Column): Relation[] {
  if (column.alias === undefined) return scope.relations;
  return scope.relations.filter(({ alias }) => alias === column.alias);
}

/** The relations and equalities of a `from` list; outer joins fix only their optional side. */
export function readFrom(items: unknown, scope: Scope, fixedOf: FixedOf): Equality[] {
  return listOf(items).flatMap((item) => readItem(item, scope, fixedOf));
}

function readItem(item: Body, scope: Scope, fixedOf: FixedOf): Equality[] {
  const table = as("RangeVar", item);
  if (table) {
    scope.relations.push(relationOf(table, scope));
    return [];
  }
  const subquery = as("RangeSubselect", item);
  if (subquery) {
    const fixed = renamed(subquery, fixedOf(subquery.subquery, scope));
    scope.relations.push({ alias: aliasOf(subquery) ?? "", table: undefined, fixed });
    return [];
  }
  const join = as("JoinExpr", item);
  if (join) return readJoin(join, scope, fixedOf);
  const call = as("RangeFunction", item);
  if (call) scope.relations.push({ alias: aliasOf(call) ?? "", table: undefined, fixed: new Set() });
  return [];
}

function readJoin(join: Body, scope: Scope, fixedOf: FixedOf): Equality[] {
  const start = scope.relations.length;
  const left = isBody(join.larg) ? readItem(join.larg, scope, fixedOf) : [];
  const middle = scope.relations.length;
  const right = isBody(join.rarg) ? readItem(join.rarg, scope, fixedOf) : [];
  const leftNames = scope.relations.slice(start, middle).map(({ alias }) => alias);
  const rightNames = scope.relations.slice(middle).map(({ alias }) => alias);
  const on = [...equalitiesOf(join.quals), ...usingOf(join, leftNames, rightNames)];
  const optional: Record<string, string[]> = { JOIN_LEFT: rightNames, JOIN_RIGHT: leftNames, JOIN_FULL: [] };
  const allowed = optional[String(join.jointype)];
  const holding = allowed ? on.filter(({ column }) => allowed.includes(column.alias ?? "")) : on;
  return [...left, ...right, ...holding];
}

function usingOf(join: Body, leftNames: readonly string[], rightNames: readonly string[]): Equality[] {
  return namesOf(join.usingClause).flatMap((name) =>
    leftNames.flatMap((left) =>
      rightNames.flatMap((right) => [
        { column: { alias: right, name }, from: { alias: left, name } },
        { column: { alias: left, name }, from: { alias: right, name } },
      ]),
    ),
  );
}

/** The relation of a table or CTE named in a statement. */
export function relationOf(rangeVar: Body, scope: Scope): Relation {
  const name = tableOf(rangeVar);
  const cte = cteOf(scope, name);
  return {
    alias: aliasOf(rangeVar) ?? name,
    table: cte ? undefined : name,
    fixed: new Set(cte),
  };
}

function cteOf(scope: Scope | undefined, name: string): Set<string> | undefined {
  for (let level = scope; level; level = level.outer) {
    const found = level.ctes.get(name);
    if (found) return found;
  }
  return undefined;
}

/** `(values ($1, $2)) as v(hall, id)`: the alias names the columns. */
function renamed(item: Body, fixed: Set<string>): Set<string> {
  const names = isBody(item.alias) ? namesOf(item.alias.colnames) : [];
  if (names.length === 0) return fixed;
  return new Set(names.filter((_, index) => fixed.has(`column${index + 1}`)));
}
