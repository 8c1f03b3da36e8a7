/** A node of a syntax tree (ESTree with TypeScript); its other properties are read with {@link isNode} and `typeof`. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [property: string]: unknown;
}

/** True for a value that is a node of the tree. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Calls `visit` for each node, outer before inner, with the nodes around it (nearest last). */
export function walk(
  node: Node,
  visit: (node: Node, around: readonly Node[]) => void,
  around: readonly Node[] = [],
): void {
  visit(node, around);
  const inside = [...around, node];
  for (const value of Object.values(node)) {
    if (isNode(value)) walk(value, visit, inside);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) walk(item, visit, inside);
  }
}

/** The text of a string literal or of a template without holes, through `as` and `satisfies`; else undefined. */
export function textOf(node: unknown): string | undefined {
  const bare = withoutType(node);
  if (!bare) return undefined;
  if (bare.type === "Literal" && typeof bare.value === "string") return bare.value;
  if (bare.type !== "TemplateLiteral" || !Array.isArray(bare.quasis) || bare.quasis.length !== 1) return undefined;
  const quasi: unknown = bare.quasis[0];
  if (!isNode(quasi) || typeof quasi.value !== "object" || quasi.value === null) return undefined;
  return "cooked" in quasi.value && typeof quasi.value.cooked === "string" ? quasi.value.cooked : undefined;
}

/** The possible texts of an argument: one for a literal, both of `a ? "x" : "y"`; none when it is computed. */
export function textsOf(node: unknown): string[] {
  const bare = withoutType(node);
  if (bare?.type === "ConditionalExpression") return [...textsOf(bare.consequent), ...textsOf(bare.alternate)];
  const text = textOf(bare);
  return text === undefined ? [] : [text];
}

/** The name of an identifier, or undefined. */
export function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === "Identifier" && typeof node.name === "string" ? node.name : undefined;
}

/** True for `object.property` as written, with or without `?.`. */
export function isMember(node: unknown, object: string, property: string): boolean {
  return (
    isNode(node) &&
    node.type === "MemberExpression" &&
    nameOf(node.object) === object &&
    (node.computed === true ? textOf(node.property) : nameOf(node.property)) === property
  );
}

/** The arguments of a call or `new`. */
export function argumentsOf(node: Node): Node[] {
  return Array.isArray(node.arguments) ? node.arguments.filter(isNode) : [];
}

function withoutType(node: unknown): Node | undefined {
  if (!isNode(node)) return undefined;
  const wraps = ["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression", "ParenthesizedExpression"];
  return wraps.includes(node.type) ? withoutType(node.expression) : node;
}
