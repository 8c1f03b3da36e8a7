import type { Candidate } from "./candidates.ts";
import { splitNames } from "./entry.ts";
import { isOf } from "./lacking.ts";
import { difference, likeness } from "./likeness.ts";
import { keyOf } from "./normalize.ts";
import { heardAt, soundsAlone, soundsOf } from "./pinyin.ts";
import type { Form, Term, Understanding } from "./understand.ts";

/** By what an item was found, the surest first. */
export type Via = "name" | "beginning" | "alias" | "plain" | "code" | "words" | "synonym" | "typo" | "pinyin" | "near";

/** A stretch of a name's key, `[from, to)` in UTF-16 units. */
export type Spot = readonly [from: number, to: number];

/** How well an item fits, and why. */
export interface Fit {
  readonly score: number;
  readonly via: Via;
  /** To the visitor, in Chinese. */
  readonly reason: string;
  /** What to mark in the name, as stretches of its key. */
  readonly spots: readonly Spot[];
  /** The other name that was meant. */
  readonly other?: string | undefined;
  readonly corrected?: { readonly from: string; readonly to: string };
}

/** A candidate's texts; what only some fits need is made when it is first asked for. */
export class Texts {
  readonly name: string;
  readonly key: string;
  private madeOthers: readonly Other[] | undefined;
  private madeAround: string | undefined;

  constructor(private readonly row: Candidate) {
    this.name = row.name;
    this.key = row.name_key;
  }

  get others(): readonly Other[] {
    this.madeOthers ??= [...othersOf(this.row.alias, true), ...othersOf(this.row.plain, false)];
    return this.madeOthers;
  }

  /** Department and themes. */
  get around(): string {
    this.madeAround ??= keyOf([this.row.department, this.row.department_short, ...this.row.themes].join(""));
    return this.madeAround;
  }
}

interface Other {
  readonly text: string;
  readonly key: string;
  readonly alias: boolean;
}

function othersOf(names: readonly string[], alias: boolean): Other[] {
  return names.length === 0 ? [] : splitNames(names).map((text) => ({ text, key: keyOf(text), alias }));
}

/** A text with its punctuation, apart from case, width, spaces: two names may differ in a bracket only. */
export function writtenOf(text: string): string {
  return text.slice(0, 600).normalize("NFKC").toLowerCase().replaceAll(/\s/g, "");
}

/**
 * The name is, or begins with, what was typed; or another name is.
 *
 * @param typed keys, the whole phrase and what is left of it. @param written the phrase by `writtenOf`.
 */
export function fitWhole(texts: Texts, typed: readonly string[], written = ""): Fit | undefined {
  for (const key of typed) {
    if (texts.key === key) {
      const score = written === writtenOf(texts.name) ? 10.1 : 10;
      return { score, via: "name", reason: "名称相同", spots: [[0, key.length]] };
    }
  }
  const said = texts.others.find(({ key }) => typed.includes(key));
  for (const key of typed) {
    if (!texts.key.startsWith(key)) continue;
    const share = key.length / texts.key.length;
    const score = 7 + share + (said ? 0.5 : 0);
    const spots: Spot[] = [[0, key.length]];
    return { score, via: "beginning", reason: `名称以“${texts.key.slice(0, key.length)}”开头`, spots };
  }
  if (!said) return undefined;
  const reason = said.alias ? `别名：${said.text}` : `常用说法：${said.text}`;
  const share = Math.min(1, said.key.length / texts.key.length);
  const score = (said.alias ? 7.2 : 7) + share * 0.5;
  return { score, via: said.alias ? "alias" : "plain", reason, spots: [], other: said.text };
}

/** Each term is looked for in the name, in the other names, around it; what is missing costs its weight. */
export function fitTerms(texts: Texts, understood: Understanding): Fit | undefined {
  const { terms, core } = understood;
  const ranges: [number, number][] = [];
  let covered = 0;
  let all = 0;
  let other: string | undefined;
  let synonym: { said: string; means: string } | undefined;
  let missing: string | undefined;
  let part: string | undefined;
  let signs = 0;
  for (const term of terms) {
    const found = bestPlace(texts, term);
    all += term.weight;
    covered += term.weight * found.value;
    ranges.push(...found.ranges);
    if (found.other !== undefined) other ??= found.other;
    if (found.form?.synonym) synonym ??= { said: term.text, means: found.form.text };
    if (found.value === 0) missing ??= term.text;
    if (found.part !== undefined) part ??= found.part;
    if (found.form) signs += found.form.key.length;
  }
  if (covered === 0) return undefined;
  const tightness = Math.min(1, signs / texts.key.length);
  const together = terms.length > 1 && texts.key.includes(core) ? 0.3 : 0;
  const score = (5 * covered) / all + 0.8 * tightness + together;
  const [via, reason] = reasonFor({ synonym, missing, part, other, inName: ranges.length > 0, terms });
  return { score, via, reason, spots: ranges, other };
}

/** The title is that of the everyday matter that is meant, though it may hold no word of the phrase: better than a word alike. */
export function fitMatter(texts: Texts, { key, meant }: Understanding): Fit | undefined {
  if (!meant || !isOf(meant, { name_key: texts.key })) return undefined;
  return { score: 3.3, via: "synonym", reason: `“${key}”即“${meant.name}”`, spots: [] };
}

function reasonFor(found: {
  synonym: { said: string; means: string } | undefined;
  missing: string | undefined;
  part: string | undefined;
  other: string | undefined;
  inName: boolean;
  terms: readonly Term[];
}): [Via, string] {
  if (found.missing !== undefined) return ["near", `相近：没有“${found.missing}”`];
  if (found.part !== undefined) return ["near", `相近：只有“${found.part}”`];
  if (found.synonym) return ["synonym", `“${found.synonym.said}”即“${found.synonym.means}”`];
  if (found.other !== undefined) return ["alias", `别名：${found.other}`];
  if (!found.inName) return ["words", "部门或主题相同"];
  return ["words", `名称含“${found.terms.map(({ text }) => text).join("”“")}”`];
}

interface Place {
  value: number;
  ranges: [number, number][];
  /** The words of the form that are there, where others are not. */
  part?: string;
  form?: Form;
  other?: string;
}

function bestPlace(texts: Texts, term: Term): Place {
  let best: Place = { value: 0, ranges: [] };
  for (const [index, form] of term.forms.entries()) {
    const said = form.synonym ? 0.92 - 0.02 * index : 1;
    if (said <= best.value) break;
    const place = placeOf(texts, form);
    const value = place.value * said;
    if (value > best.value) best = { ...place, value, form };
  }
  return best;
}

function placeOf(texts: Texts, form: Form): Place {
  const { key } = texts;
  const at = key.indexOf(form.key);
  if (at >= 0) return { value: 1, ranges: [[at, at + form.key.length]] };
  const other = texts.others.find((one) => one.key.includes(form.key));
  if (other) return { value: other.alias ? 0.96 : 0.9, ranges: [], other: other.text };
  const spread = form.words.map((word): [number, number] => [key.indexOf(word), word.length]);
  if (form.words.length > 1 && spread.every(([start]) => start >= 0)) {
    return { value: 0.88, ranges: spread.map(([start, length]) => [start, start + length]) };
  }
  if (texts.around.includes(form.key)) return { value: 0.4, ranges: [] };
  const some = form.words.filter((word) => word.length > 1 && key.includes(word));
  if (some.length === 0) return { value: 0, ranges: [] };
  const value = (0.6 * some.join("").length) / form.key.length;
  const ranges = some.map((word): [number, number] => [key.indexOf(word), key.indexOf(word) + word.length]);
  return { value, ranges, part: some.join("”“") };
}

/**
 * What was typed with a mistake in it.
 *
 * @param typed the signs of the phrase, at most 64.
 */
export function fitMistyped(texts: Texts, typed: readonly string[]): Fit | undefined {
  const most = typed.length < 6 ? 1 : typed.length < 16 ? 2 : 3;
  const name = [...texts.key];
  const inName = likeness(typed, name);
  let best = { ...inName, meant: name, text: undefined as string | undefined };
  for (const { text, key } of texts.others) {
    const signs = [...key];
    if (signs.length < typed.length - 1) continue;
    const here = likeness(typed, signs);
    if (here.distance < best.distance) best = { ...here, meant: signs, text };
  }
  if (best.distance > most || best.distance * 2 >= typed.length) return undefined;
  const corrected = difference(typed, best.meant.slice(best.from, best.to));
  const score =
    5.4 * (1 - best.distance / typed.length) + (0.6 * typed.length) / Math.max(typed.length, best.meant.length);
  const reason = `错字纠正：${corrected.from}→${corrected.to}`;
  if (best.text !== undefined) {
    return { score, via: "typo", reason, spots: [], other: best.text, corrected };
  }
  const before = (signs: number): number => name.slice(0, signs).join("").length;
  const spots: Spot[] = [[before(best.from), before(best.to)]];
  return { score, via: "typo", reason, spots, corrected };
}

/** What was typed in letters: the initials or the syllables of the name, or of another name. */
export function fitSound(texts: Texts, letters: string): Fit | undefined {
  const name = soundFit(texts.key, letters);
  const other = texts.others
    .map(({ text, key }) => ({ text, fit: soundFit(key, letters) }))
    .reduce<{ text: string; score: number; how: string } | undefined>((best, { text, fit }) => {
      return fit && fit.score > (best?.score ?? 0) ? { text, score: fit.score, how: fit.how } : best;
    }, undefined);
  if (name && name.score >= (other?.score ?? 0) - 0.4) {
    const signs = [...texts.key];
    const before = (count: number): number => signs.slice(0, count).join("").length;
    const spots: Spot[] = [[before(name.from), before(name.to)]];
    return { score: name.score, via: "pinyin", reason: name.how, spots };
  }
  if (!other) return undefined;
  return {
    score: other.score - 0.2,
    via: "pinyin",
    reason: `${other.how}：${other.text}`,
    spots: [],
    other: other.text,
  };
}

function soundFit(key: string, letters: string): { score: number; how: string; from: number; to: number } | undefined {
  // Sign by sign is remembered and cheap; the context is asked only where that does not fit.
  let sounds = soundsAlone(key);
  let at = heardAt(sounds, letters);
  if (!at) {
    sounds = soundsOf(key);
    at = heardAt(sounds, letters);
  }
  if (!at) return undefined;
  const how = sounds.initials.slice(at.from, at.to) === letters ? "拼音首字母" : "拼音";
  const share = (at.to - at.from) / Math.max(1, sounds.syllables.length);
  return { score: (at.from === 0 ? 6 : 4) + 2 * share, how, ...at };
}

/** What was typed sounds like a stretch of the name, written with other signs: 经赢 for 经营. */
export function fitHomophone(texts: Texts, typed: string): Fit | undefined {
  const heard = soundsOf(typed).syllables;
  const said = soundsOf(texts.key).syllables;
  const from = said.findIndex((_, start) => heard.every((syllable, index) => said[start + index] === syllable));
  if (from < 0) return undefined;
  const name = [...texts.key];
  const before = (signs: number): number => name.slice(0, signs).join("").length;
  const corrected = difference([...typed], name.slice(from, from + heard.length));
  const score = 4.9 + (0.6 * heard.length) / said.length;
  const spots: Spot[] = [[before(from), before(from + heard.length)]];
  return { score, via: "typo", reason: `错字纠正：${corrected.from}→${corrected.to}`, spots, corrected };
}
