import { allOf, anyOf, beginning, lexeme, type Query } from "./tsquery.ts";
import { type Form, isTelling, type Term, type Understanding } from "./understand.ts";
import { bigramsOf } from "./words.ts";

/** Signs of a phrase that are looked at by pairs. */
export const longestTyped = 64;

/** Rung 1: every term, by words; a term may be said in official words. */
export function byWords({ terms }: Understanding): Query | undefined {
  return allOf(terms.map((term) => anyOf(term.forms.map(formByWords))));
}

/** Beside rung 1: titles of the everyday matter that is meant, by pairs, so that the catalogue is never said to lack what it has. */
export function byTitles({ meant }: Understanding): Query | undefined {
  if (!meant) return undefined;
  return anyOf(meant.titles.map((parts) => allOf(parts.flatMap((part) => bigramsOf(part).map(pairOrSign)))));
}

/** Rung 2: every term by pairs of signs, wherever jieba cuts the title; or the phrase as it stands. */
export function byPairs({ terms, core }: Understanding): Query | undefined {
  const asItStands = bigramsOf(core).slice(0, longestTyped).map(pairOrSign);
  return anyOf([allOf(terms.map(termByPairs)), allOf(asItStands)]);
}

/**
 * Rung 3: one mistake anywhere. A wrong sign breaks two neighbouring pairs, two signs that changed places three: one of
 * the queries that leave these out still holds. Long phrases leave out one of their parts instead.
 */
export function withOneMistake(key: string): Query | undefined {
  const signs = [...key].slice(0, longestTyped);
  if (signs.length < 3) return undefined;
  if (signs.length > 12) {
    const parts = partsOf(signs, 4).map((part) => allOf(bigramsOf(part).map(lexeme)));
    return anyOf(parts.map((_, left) => allOf(parts.filter((_part, index) => index !== left))));
  }
  const pairs = signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
  const leftOut = signs.length >= 6 ? 3 : 2;
  // At the ends fewer pairs are broken, which asks for more: the neighbouring query finds that too, where there is one.
  const ends = pairs.length > leftOut ? 0 : leftOut - 1;
  const places = Array.from({ length: pairs.length - leftOut + 1 + 2 * ends }, (_, index) => index - ends);
  return anyOf(
    places.map((place) =>
      allOf(pairs.filter((_, index) => index < place || index >= place + leftOut).map((pair) => lexeme(pair))),
    ),
  );
}

/** Rung 4: only the terms that tell something; of three and more, one may be missing. */
export function byTellingTerms({ terms }: Understanding): Query | undefined {
  const parts = telling(terms).map(termByPairs).slice(0, 12);
  if (parts.length < 3) return allOf(parts);
  return anyOf(parts.map((_, left) => allOf(parts.filter((_part, index) => index !== left))));
}

/** Rung 5: any term that tells something, or any word of it. */
export function anyTerm({ terms }: Understanding): Query | undefined {
  const words = telling(terms).flatMap((term) => term.forms.flatMap((form) => form.words.filter(isTelling)));
  return anyOf([...telling(terms).slice(0, 12).map(termByPairs), ...words.slice(0, 24).map(lexeme)]);
}

function telling(terms: readonly Term[]): readonly Term[] {
  const some = terms.filter(({ weight }) => weight >= 0.6);
  return some.length > 0 ? some : terms;
}

function termByPairs(term: Term): Query | undefined {
  return anyOf(term.forms.map((form) => allOf(bigramsOf(form.key).slice(0, longestTyped).map(pairOrSign))));
}

function formByWords(form: Form): Query | undefined {
  return allOf(form.words.slice(0, longestTyped).map(pairOrSign));
}

function pairOrSign(text: string): Query {
  return [...text].length === 1 ? (anyOf([lexeme(text), beginning(text)]) ?? lexeme(text)) : lexeme(text);
}

function partsOf(signs: readonly string[], size: number): string[] {
  const parts: string[] = [];
  for (let start = 0; start < signs.length; start += size) parts.push(signs.slice(start, start + size).join(""));
  const last = parts.at(-1);
  // A last part of one sign has no pair.
  if (parts.length > 1 && last !== undefined && [...last].length === 1) parts.splice(-2, 2, `${parts.at(-2)}${last}`);
  return parts;
}
