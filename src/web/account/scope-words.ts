import type { ActableFor, Delegate } from "../../identity/index.ts";
import type { Halls } from "../../region/index.ts";
import { dayWords } from "../day-words.ts";

/** What a mandate covers: 全部事项 · 只在潮州市. */
export function scopeWords(scope: ActableFor["scope"], halls: Halls): string {
  const { items, halls: codes } = scope ?? {};
  const places = codes?.map((code) => halls.find(code)?.division.name ?? code).join("、");
  const what = items ? `${items.length} 个事项` : "全部事项";
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
