import traditional from "./traditional.json" with { type: "json" };

/** A text as search sees it, and the way back to the text a person sees. */
export interface Normal {
  /** Lower case, half width, simplified; letters, digits and Han characters only. */
  readonly key: string;
  /** For each UTF-16 unit of `key` the place in the original where its character begins. */
  readonly starts: readonly number[];
  /** The same for where it ends. */
  readonly ends: readonly number[];
}

const simplified = new Map(
  [...traditional.traditional].map((sign, index) => [sign, traditional.simplified[index] ?? sign]),
);
const longestRead = 600;
const searchable = /[\p{L}\p{N}]/u;

/** Most signs come again and again; taking one apart costs a hundred times more than remembering it. */
const known = new Map<string, string>();
const mostKnown = 20_000;

function keptOf(sign: string): string {
  const found = known.get(sign);
  if (found !== undefined) return found;
  let kept = "";
  for (const part of sign.normalize("NFKC").toLowerCase()) {
    if (searchable.test(part)) kept += simplified.get(part) ?? part;
  }
  if (known.size < mostKnown) known.set(sign, kept);
  return kept;
}

/**
 * What case, width, script, spaces and punctuation add does not count: `Ａ 類《許可證》` and `a类许可证` have one key.
 *
 * Sign by sign, so that every sign of the key knows its place in the original. Combining marks and emoji disappear.
 *
 * @param longest UTF-16 units of the text that are looked at; the rest is ignored.
 */
export function normalize(text: string, longest = longestRead): Normal {
  let key = "";
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const sign of text.slice(0, longest)) {
    const end = at + sign.length;
    const kept = keptOf(sign);
    key += kept;
    for (let unit = 0; unit < kept.length; unit += 1) {
      starts.push(at);
      ends.push(end);
    }
    at = end;
  }
  return { key, starts, ends };
}

/** Only the key. */
export function keyOf(text: string): string {
  let key = "";
  for (const sign of text.slice(0, longestRead)) key += keptOf(sign);
  return key;
}

/** A stretch of an original text, `[start, end)` in UTF-16 units. */
export type Range = readonly [start: number, end: number];

/** The stretch of the original for a stretch of the key. */
export function originalRange({ starts, ends }: Normal, from: number, to: number): Range | undefined {
  const start = starts[from];
  const end = ends[to - 1];
  return start === undefined || end === undefined || to <= from ? undefined : [start, end];
}

/** Puts ranges in order and joins those that touch. */
export function joinRanges(ranges: readonly Range[]): Range[] {
  const joined: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** What to mark in a name, from stretches of its key. */
export function highlightsOf(name: string, spots: readonly (readonly [from: number, to: number])[]): Range[] {
  if (spots.length === 0) return [];
  const normal = normalize(name);
  const ranges = spots.map(([from, to]) => originalRange(normal, from, to));
  return joinRanges(ranges.filter((range) => range !== undefined));
}
