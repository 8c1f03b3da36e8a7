/** One set line: its text and its natural width; `last` ends a paragraph and is not spread to the full width. */
export interface Line {
  text: string;
  width: number;
  last: boolean;
}

/** Width of a text in points. */
export type Measure = (text: string) => number;

/** May not begin a line (避头). */
const noStart = new Set("，。、；：？！）》」』】〕〉”’…—·％,.;:?!)]}%");
/** May not end a line (避尾). */
const noEnd = new Set("（《「『【〔〈“‘([{");

/**
 * Breaks a text into lines as Chinese is set: between any two characters but before closing and after opening marks; words
 * and numbers of Latin letters stay whole while they fit. Line breaks in the text are kept.
 *
 * @param indent points left free at the beginning of the first line of each paragraph.
 */
export function breakLines(text: string, width: number, measure: Measure, indent = 0): Line[] {
  return text.split("\n").flatMap((paragraph) => breakParagraph(paragraph.trim(), width, measure, indent));
}

function breakParagraph(text: string, width: number, measure: Measure, indent: number): Line[] {
  const lines: Line[] = [];
  let room = width - indent;
  let open: string[] = [];
  const queue = unitsOf(text);
  for (let unit = queue.shift(); unit !== undefined; unit = queue.shift()) {
    if (unit === " " && open.length === 0) continue;
    if (measure([...open, unit].join("")) <= room + 0.001) {
      open.push(unit);
      continue;
    }
    if (unit === " ") continue;
    if (open.length === 0) {
      // A word longer than a line: as many of its characters as fit, at least one.
      const characters = [...unit];
      let fit = 1;
      while (fit < characters.length && measure(characters.slice(0, fit + 1).join("")) <= room) fit += 1;
      open = characters.slice(0, fit);
      const rest = characters.slice(fit).join("");
      if (rest) queue.unshift(rest);
      continue;
    }
    const { kept, moved } = parted(open, unit);
    queue.unshift(...moved, unit);
    close(kept, false);
  }
  close(open, true);
  return lines;

  function close(units: readonly string[], last: boolean): void {
    const set = units.join("").trimEnd();
    lines.push({ text: set, width: measure(set), last });
    room = width;
    open = [];
  }
}

/** Where a full line is parted, so that none begins or ends with a forbidden mark. */
function parted(open: readonly string[], next: string): { kept: readonly string[]; moved: readonly string[] } {
  for (let at = open.length; at > 0; at -= 1) {
    const kept = open.slice(0, at);
    const moved = open.slice(at);
    // A space at the end of a line or at its beginning is not set, so it hides no mark.
    const end = kept.findLast((unit) => unit !== " ") ?? "";
    const start = [...moved, next].find((unit) => unit !== " ") ?? "";
    if (!noEnd.has(end.slice(-1)) && !noStart.has(start.charAt(0))) return { kept, moved };
  }
  return partedWord(open) ?? { kept: open, moved: [] };
}

/** A line of one word and marks: the word itself is parted. Nothing but marks: the line is parted where it is full. */
function partedWord(open: readonly string[]): { kept: readonly string[]; moved: readonly string[] } | undefined {
  const at = open.findLastIndex((unit) => unit.length > 1);
  const characters = [...(open[at] ?? "")];
  for (let cut = characters.length - 1; cut > 0; cut -= 1) {
    if (noEnd.has(characters[cut - 1] ?? "") || noStart.has(characters[cut] ?? "")) continue;
    const kept = [...open.slice(0, at), characters.slice(0, cut).join("")];
    return { kept, moved: [characters.slice(cut).join(""), ...open.slice(at + 1)] };
  }
  return undefined;
}

// A number keeps its unit: 8日 is not parted.
const word = /[0-9][0-9.,]*[年月日时分项份个天条款元]|[A-Za-z0-9@#&+\-_/\\.,:%'~=*]+|\s+|./gsu;

function unitsOf(text: string): string[] {
  return (text.match(word) ?? []).flatMap((unit) => {
    if (/^\s/.test(unit)) return [" "];
    // A mark at the end of a word is a unit of its own, so that the rules see it.
    const mark = unit.length > 1 ? /[.,:]+$/.exec(unit)?.[0] : undefined;
    return mark && mark.length < unit.length ? [unit.slice(0, -mark.length), ...mark] : [unit];
  });
}
