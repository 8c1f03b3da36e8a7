declare const checked: unique symbol;

/** A piece of a PostgreSQL `tsquery`, quoted; only this file makes one. */
export type Query = string & { readonly [checked]: true };

/** One lexeme, quoted, so that no sign of it is an operator. */
export function lexeme(text: string): Query {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'` as Query;
}

/** All lexemes that begin so. */
export function beginning(text: string): Query {
  return `${lexeme(text)}:*` as Query;
}

/** All of them; undefined when there are none. */
export function allOf(parts: readonly (Query | undefined)[]): Query | undefined {
  return joined(parts, " & ");
}

/** One of them; undefined when there are none. */
export function anyOf(parts: readonly (Query | undefined)[]): Query | undefined {
  return joined(parts, " | ");
}

function joined(parts: readonly (Query | undefined)[], operator: string): Query | undefined {
  const given = [...new Set(parts.filter((part) => part !== undefined))];
  if (given.length < 2) return given[0];
  return `(${given.join(operator)})` as Query;
}

/** A lexeme and its weight, for a `tsvector`. */
export type Weighted = readonly [text: string, weight: "A" | "B" | "C" | "D"];

/** The text form of a `tsvector`; positions say nothing, so that all stand at the first. */
export function tsvectorText(tokens: Iterable<Weighted>): string {
  const best = new Map<string, string>();
  for (const [text, weight] of tokens) {
    const known = best.get(text);
    if (text !== "" && (known === undefined || weight < known)) best.set(text, weight);
  }
  return [...best].map(([text, weight]) => `${lexeme(text)}:1${weight}`).join(" ");
}
