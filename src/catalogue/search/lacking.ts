import lists from "./lacking.json" with { type: "json" };
import { keyOf } from "./normalize.ts";

/** A matter of everyday life that a visitor asked for and the catalogue in reach does not have. */
export interface Lacking {
  /** What it is properly called. */
  readonly name: string;
  /** Who handles it as a rule, for the sentence “一般由…办理”. */
  readonly who: string;
}

/** What is known of an item that was found. */
interface Title {
  readonly name_key: string;
}

/** Stretches of a key that must all be there, in any order: 身份证 丢. */
type Pattern = readonly string[];

/** A matter of everyday life, whether the catalogue has it or not. */
export interface Matter extends Lacking {
  /** What people say for it. */
  readonly said: readonly Pattern[];
  /** What makes it another matter. */
  readonly unless: readonly Pattern[];
  /** What the title of its item holds. */
  readonly titles: readonly Pattern[];
}

const never = lists.never.map(patternOf);

/** The whole list, in the order of the file. */
export const everydayMatters: readonly Matter[] = lists.matters.map((matter) => ({
  name: matter.name,
  who: matter.who,
  said: matter.said.map(patternOf),
  unless: [...("unless" in matter ? (matter.unless ?? []) : []).map(patternOf), ...never],
  titles: [[keyOf(matter.name)], ...matter.titles.map(patternOf)],
}));

/**
 * What the visitor means, where nothing that was found is it: the page says so before it offers what is near. The list says
 * what people ask for, the catalogue what is there, so the note ends when such an item comes in.
 *
 * @param meant by `meantBy`. @param found all that the search brought, before filters.
 */
export function lackingOf(meant: Matter | undefined, found: readonly Title[]): Lacking | undefined {
  if (!meant || found.some((title) => isOf(meant, title))) return undefined;
  return { name: meant.name, who: meant.who };
}

/** The matter a phrase speaks of; of several the one of which it says most. */
export function meantBy(key: string): Matter | undefined {
  let meant: Matter | undefined;
  let most = 0;
  for (const matter of everydayMatters) {
    const said = matter.said.filter((pattern) => holds(key, pattern)).map((pattern) => pattern.join("").length);
    const length = Math.max(0, ...said);
    if (length > most && !matter.unless.some((pattern) => holds(key, pattern))) {
      meant = matter;
      most = length;
    }
  }
  return meant;
}

/** Whether an item is the matter; to look up how far it has come, or to have it notarized, is another. */
export function isOf(matter: Matter, { name_key }: Title): boolean {
  return matter.titles.some((pattern) => holds(name_key, pattern)) && !never.some((other) => holds(name_key, other));
}

function holds(key: string, pattern: Pattern): boolean {
  return pattern.every((part) => key.includes(part));
}

function patternOf(text: string): Pattern {
  return text.split(" ").map(keyOf);
}
