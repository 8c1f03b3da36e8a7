const runs = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;

/**
 * The words under which a text is found: of Chinese every two neighbouring characters, of other scripts whole words.
 * A dictionary would miss what it does not know, two characters miss nothing. Made here and not by PostgreSQL, whose
 * parser takes Chinese differently under each locale.
 */
export function lexemesOf(text: string): string[] {
  const words = new Set<string>();
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(runs)) {
    if (!/^\p{Script=Han}/u.test(run)) {
      words.add(run.slice(0, 60));
      continue;
    }
    const characters = [...run];
    if (characters.length === 1) words.add(run);
    for (let at = 0; at + 1 < characters.length; at++) words.add(`${characters[at]}${characters[at + 1]}`);
  }
  return [...words];
}

/** A question over those words, all of them wanted. @returns undefined when the text has no word. */
export function queryOf(text: string): string | undefined {
  const words = lexemesOf(text.slice(0, 100));
  return words.length === 0 ? undefined : words.map((word) => `'${word}'`).join(" & ");
}
