/** Characters that cannot be seen and either break the database (NUL) or make a text read other than it is (bidi overrides). */
const UNSEEN = /(?!\n)\p{Cc}|[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/gu;

/**
 * One line as we keep it: full-width letters and digits made narrow, line ends and tabs to blanks, unseen characters out,
 * trimmed. Full-width punctuation stays: it is right in Chinese. Nothing else is composed or decomposed, because the
 * compatibility forms hold characters of real names.
 */
export function tidyLine(text: string): string {
  return tidyText(text.replace(/\s/g, " "));
}

/** Several lines as we keep them: as `tidyLine`, line ends to `\n`. */
export function tidyText(text: string): string {
  return narrow(text.toWellFormed().replace(/\r\n?|\u2028|\u2029/g, "\n"))
    .replaceAll("\t", " ")
    .replace(UNSEEN, "")
    .trim();
}

/** A code or number as typed: everything with a narrow form narrow, all blanks and unseen characters out. */
export function tidyCode(text: string): string {
  return text
    .toWellFormed()
    .replace(/[！-～]/g, narrowOne)
    .replace(/\s/g, "")
    .replace(UNSEEN, "");
}

/** Length as people count it: code points, so that a rare character of a name is one. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** At most so many characters, cut between code points. */
export function shortened(text: string, most: number): string {
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most).join("")}…`;
}

function narrow(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, narrowOne);
}

function narrowOne(wide: string): string {
  return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
}
