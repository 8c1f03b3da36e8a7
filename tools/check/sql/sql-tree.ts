import { parse } from "pgsql-parser";

/** The body of a node in PostgreSQL's own syntax tree, as `pgsql-parser` gives it. */
export type Body = Record<string, unknown>;

/** Parses SQL with PostgreSQL's own grammar; throws its error for text it cannot read. */
export async function parseSql(text: string): Promise<{ statement: Body; offset: number }[]> {
  const parsed: unknown = await parse(text);
  return listOf(isBody(parsed) ? parsed.stmts : []).map((one) => ({
    statement: isBody(one.stmt) ? one.stmt : {},
    offset: typeof one.stmt_location === "number" ? one.stmt_location : 0,
  }));
}

/** True for an object of the tree. */
export function isBody(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; none for anything else. */
export function listOf(value: unknown): Body[] {
  return Array.isArray(value) ? value.filter(isBody) : [];
}

/** The body of a node `{ Kind: body }` when it is of that kind. */
export function as(kind: string, node: unknown): Body | undefined {
  if (!isBody(node)) return undefined;
  const body = node[kind];
  return isBody(body) ? body : undefined;
}

/** The texts of a list of `String` nodes: a qualified name, a list of columns. */
export function namesOf(value: unknown): string[] {
  return listOf(value).flatMap((node) => {
    const text = as("String", node)?.sval;
    return typeof text === "string" ? [text] : as("A_Star", node) ? ["*"] : [];
  });
}

/** Calls `visit` with every `{ Kind: body }` below a value. */
export function everyNode(value: unknown, visit: (kind: string, body: Body) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) everyNode(item, visit);
    return;
  }
  if (!isBody(value)) return;
  for (const [kind, inside] of Object.entries(value)) {
    if (/^[A-Z]/.test(kind) && isBody(inside)) visit(kind, inside);
    everyNode(inside, visit);
  }
}

/** All bodies of one kind below a value. */
export function bodiesOf(kind: string, value: unknown): Body[] {
  const found: Body[] = [];
  everyNode(value, (name, body) => {
    if (name === kind) found.push(body);
  });
  return found;
}

/** `schema.table` of a RangeVar; only `table` where no schema is written. */
export function tableOf(rangeVar: Body): string {
  const name = typeof rangeVar.relname === "string" ? rangeVar.relname : "";
  return typeof rangeVar.schemaname === "string" ? `${rangeVar.schemaname}.${name}` : name;
}

/** The name by which a from-item's columns are called. */
export function aliasOf(item: Body): string | undefined {
  const alias = isBody(item.alias) ? item.alias.aliasname : undefined;
  if (typeof alias === "string") return alias;
  return typeof item.relname === "string" ? item.relname : undefined;
}
