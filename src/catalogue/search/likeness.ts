/** How a typed phrase, perhaps with a wrong sign, lies in a longer text. */
export interface Likeness {
  /** Signs that must be changed, left out or put in. */
  readonly distance: number;
  /** The stretch of the text, in signs. */
  readonly from: number;
  readonly to: number;
}

/**
 * The stretch of `text` that is most like `typed` (edit distance; both ends of the text are free). Two neighbours that
 * changed places count as one mistake.
 *
 * Time is the product of the lengths: callers hand in keys of at most 64 and 300 signs, and a few dozen texts.
 */
export function likeness(typed: readonly string[], text: readonly string[]): Likeness {
  let before: Cell[] = [];
  let row: Cell[] = Array.from({ length: text.length + 1 }, (_, at) => [0, at]);
  for (let sign = 1; sign <= typed.length; sign += 1) {
    const next: Cell[] = [[sign, 0]];
    for (let at = 1; at <= text.length; at += 1) {
      const same = typed[sign - 1] === text[at - 1];
      let best = plus(row[at - 1], same ? 0 : 1);
      best = lesser(best, plus(row[at], 1));
      best = lesser(best, plus(next[at - 1], 1));
      const swapped = !same && typed[sign - 1] === text[at - 2] && typed[sign - 2] === text[at - 1];
      if (swapped && sign > 1 && at > 1) best = lesser(best, plus(before[at - 2], 1));
      next.push(best);
    }
    before = row;
    row = next;
  }
  let found: Likeness = { distance: typed.length, from: 0, to: 0 };
  for (const [at, [distance, from]] of row.entries()) {
    if (distance < found.distance) found = { distance, from, to: at };
  }
  return found;
}

/** Distance so far, and where the stretch began. */
type Cell = readonly [distance: number, from: number];

function plus(cell: Cell | undefined, cost: number): Cell {
  return cell ? [cell[0] + cost, cell[1]] : [Number.POSITIVE_INFINITY, 0];
}

function lesser(one: Cell, other: Cell): Cell {
  return other[0] < one[0] ? other : one;
}

/** The stretch without what both share at its ends, with one neighbour for reading: 经菅 → 经营. */
export function difference(typed: readonly string[], meant: readonly string[]): { from: string; to: string } {
  let head = 0;
  while (head < typed.length && head < meant.length && typed[head] === meant[head]) head += 1;
  let tail = 0;
  const shortest = Math.min(typed.length, meant.length) - head;
  while (tail < shortest && typed[typed.length - 1 - tail] === meant[meant.length - 1 - tail]) tail += 1;
  const start = Math.max(0, head - 1);
  const after = head === 0 ? 1 : 0;
  return {
    from: typed.slice(start, typed.length - Math.max(0, tail - after)).join(""),
    to: meant.slice(start, meant.length - Math.max(0, tail - after)).join(""),
  };
}
