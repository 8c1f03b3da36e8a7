import pg from "pg";

const text = (value: string) => value;
type TypeId = Parameters<typeof pg.types.getTypeParser>[0];
const textArray: (value: string) => (string | null)[] = pg.types.getTypeParser(1009 as TypeId);
const list = (one: (value: string) => unknown) => (value: string) =>
  textArray(value).map((each) => (each === null ? null : one(each)));

/** Type ids of `pg_type`, which never change. */
const parsers: Record<number, (value: string) => unknown> = {
  20: BigInt, // int8, and so every count(*): a Number would round above 2^53
  1016: list(BigInt),
  1082: text, // date: pg would make a Date at local midnight; a day is text here
  1182: list(text),
  1114: text, // timestamp without time zone: no column has it, and pg would read it in the machine's zone
  1115: list(text),
};

/** How values come back: int8 → bigint, date → `YYYY-MM-DD`, numeric → text, timestamptz → Date, json → parsed. */
export const valueTypes = {
  getTypeParser(id: number, format?: "text" | "binary") {
    return (format !== "binary" && parsers[id]) || pg.types.getTypeParser(id, format);
  },
} as pg.CustomTypesConfig;
