import { type Entry, otherThemes } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";

/** A theme of the 31 or the 34. */
export interface Theme {
  readonly entry: Entry;
  readonly code: string;
  /** `p-birth`: what addresses say. */
  readonly key: string;
  readonly name: string;
  /** 其他: also what has no theme. */
  readonly other: boolean;
}

const tables = { person: "person_theme", legal: "legal_theme" } as const satisfies Record<Entry, string>;

/** The themes of an entry, in the order of a life. */
export function themesOf({ codes }: Pick<House, "codes">, entry: Entry): Theme[] {
  return codes
    .values(tables[entry])
    .map(({ code, name, key = code }) => ({ entry, code, key, name, other: code === otherThemes[entry] }));
}

/** A theme by the name it has in addresses. */
export function findTheme(house: Pick<House, "codes">, key: string): Theme | undefined {
  return [...themesOf(house, "person"), ...themesOf(house, "legal")].find((one) => one.key === key);
}

/** What the entries are called. */
export const entryNames: Readonly<Record<Entry, string>> = { person: "个人办事", legal: "企业办事" };

/** Whose life the themes of an entry follow. */
export const entryWords: Readonly<Record<Entry, string>> = {
  person: "31 个主题，按人的一生排列",
  legal: "34 个主题，从设立到注销",
};
