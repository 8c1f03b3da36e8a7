import type { HallCode } from "../../kernel/codes/index.ts";

/** An item as search knows it: plain data, handed in by the catalogue. */
export interface SearchEntry {
  readonly itemId: string;
  /** The hall whose item it is; visitors of the halls below it find it too. */
  readonly hall: HallCode;
  readonly name: string;
  /** Other names of the item (别名). */
  readonly alias: readonly string[];
  /** Everyday words (通俗说法). */
  readonly plain: readonly string[];
  readonly department: string;
  readonly departmentShort: string;
  /** Code of the base catalogue: halls that carry out the same under the same name do one matter. */
  readonly baseCode?: string | undefined;
  /** Base, implementation and handling codes. */
  readonly codes: readonly string[];
  /** Names of themes. */
  readonly themes: readonly string[];
  readonly audiences: readonly string[];
  /** 1–4, how far it can be done online. */
  readonly depth: number;
  /** Only `published` and `suspended` items are found; an entry in another state is taken out. */
  readonly state: string;
  /** Higher comes first among equals: cases of the last months, for example. */
  readonly popularity: number;
}

/** The longest texts and lists that are indexed; what is beyond them is kept out, never refused. */
export const limits = { name: 300, names: 24, codes: 12, values: 40 } as const;

const separators = /[,，、;；/|\s"“”‘’「」]+/u;

/** Registers write several other names into one field; people type one of them. */
export function splitNames(names: readonly string[]): string[] {
  const parts = names.flatMap((name) => [name.trim(), ...name.split(separators)]);
  return [...new Set(parts.filter((part) => part.length > 1))];
}
