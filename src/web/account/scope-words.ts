import { findItems } from "../../catalogue/index.ts";
import type { ActableFor, Delegate } from "../../identity/index.ts";
import type { Reader } from "../../kernel/db/index.ts";
import { isId } from "../../kernel/ids/index.ts";
import type { Halls } from "../../region/index.ts";
import { dayWords } from "../day-words.ts";

/** What mandates are said with: the halls, and the names of the items they name. */
export interface ScopeGround {
  readonly halls: Halls;
  readonly items: ReadonlyMap<string, { readonly name: string }>;
}

/** Reads what the words of several mandates need: one query, none where no mandate names items. */
export async function scopeGround(
  db: Reader,
  halls: Halls,
  of: readonly Pick<ActableFor, "scope">[],
): Promise<ScopeGround> {
  const ids = of.flatMap(({ scope }) => scope?.items ?? []);
  return { halls, items: await findItems(db, ids.filter(isId)) };
}

/** As many names as stand in a cell of a table. */
const mostNames = 3;

/** What a mandate covers: 全部事项，只在潮州市; 食品经营许可（新办），只在潮州市. */
export function scopeWords(scope: ActableFor["scope"], { halls, items: known }: ScopeGround): string {
  const { items, halls: codes } = scope ?? {};
  const places = codes?.map((code) => halls.find(code)?.division.name ?? code).join("、");
  const names = items?.map((id) => known.get(id)?.name ?? "已取消的事项") ?? ["全部事项"];
  const what = names.slice(0, mostNames).join("、") + (names.length > mostNames ? `等 ${names.length} 个事项` : "");
  return places === undefined ? what : `${what}，只在${places}`;
}

/** Until when it holds. */
export function termWords({ from, until }: Pick<Delegate, "from" | "until">): string {
  return until === null ? `${dayWords(from)}起` : `${dayWords(from)}至${dayWords(until)}`;
}

export const roleWords: Readonly<Record<ActableFor["role"], string>> = {
  representative: "法定代表人",
  agent: "代理人",
};
