import pg from "pg";

const text = (value: string) => value;
type TypeId = Parameters<typeof pg.types.getTypeParser>[0];
const textArray: (value: string) => (string | null)[] = pg.types.getTypeParser(1009 as TypeId);
const list = (one: (value: string) => unknown) => (value: string) =>
  textArray(value).map((each) => (each === null ? null : one(each)));

const otherInstants: (value: string) => unknown = pg.types.getTypeParser(1184 as TypeId);

/**
 * An instant as our sessions write it, `2026-03-02 10:00:00.123+08`: every row has some (the general parser was a
 * twentieth of the profile of the officer's list). Whatever is written otherwise (another zone, infinity, before Christ) goes to that parser.
 */
function instant(value: string): unknown {
  const part = (from: number, to: number) => {
    let number = 0;
    for (let at = from; at < to; at += 1) {
      const digit = value.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) return Number.NaN;
      number = number * 10 + digit;
    }
    return number;
  };
  const end = value.length - 3;
  if (end < 19 || end > 26 || !value.endsWith("+08") || value[4] !== "-" || value[10] !== " ")
    return otherInstants(value);
  // PostgreSQL leaves out closing zeros; what comes after milliseconds is cut off, as `Date` cannot hold it.
  const shown = Math.min(end, 23);
  const milliseconds = end === 19 ? 0 : part(20, shown) * 10 ** (23 - shown);
  const at = Date.UTC(
    part(0, 4),
    part(5, 7) - 1,
    part(8, 10),
    part(11, 13) - 8,
    part(14, 16),
    part(17, 19),
    milliseconds,
  );
  return Number.isNaN(at) || value.charCodeAt(0) === 48 ? otherInstants(value) : new Date(at);
}

/** Type ids of `pg_type`, which never change. */
const parsers: Record<number, (value: string) => unknown> = {
  20: BigInt, // int8, and so every count(*): a Number would round above 2^53
  1016: list(BigInt),
  1082: text, // date: pg would make a Date at local midnight; a day is text here
  1182: list(text),
  1184: instant, // timestamptz
  1114: text, // timestamp without time zone: no column has it, and pg would read it in the machine's zone
  1115: list(text),
};

/** How values come back: int8 → bigint, date → `YYYY-MM-DD`, numeric → text, timestamptz → Date, json → parsed. */
export const valueTypes = {
  getTypeParser(id: number, format?: "text" | "binary") {
    return (format !== "binary" && parsers[id]) || pg.types.getTypeParser(id, format);
  },
} as pg.CustomTypesConfig;
