import { isStorable } from "./text.ts";

/** Fields of a form or a query: a text, or a list when a name came several times. Without prototype, so `__proto__` is a name like any other. */
export type FormFields = Record<string, string | string[]>;

/** More fields than any form of ours has; beyond it somebody is trying something. */
const mostFields = 1000;

/**
 * Parses `application/x-www-form-urlencoded` (URL Standard 5.1), strictly: a field that is not UTF-8, holds U+0000 or is one too many
 * makes the whole thing refused instead of quietly changed.
 *
 * @returns the fields, or `undefined` when the text is not a well-formed form.
 */
export function parseForm(text: string): FormFields | undefined {
  const fields: FormFields = Object.create(null);
  if (text === "") return fields;
  let count = 0;
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    count += 1;
    const at = pair.indexOf("=");
    const name = decode(at < 0 ? pair : pair.slice(0, at));
    const value = decode(at < 0 ? "" : pair.slice(at + 1));
    if (count > mostFields || name === undefined || value === undefined) return undefined;
    const before = fields[name];
    if (before === undefined) fields[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else fields[name] = [before, value];
  }
  return fields;
}

function decode(text: string): string | undefined {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  const plain = spaced.includes("%") ? decodeUtf8(spaced) : spaced;
  return plain !== undefined && isStorable(plain) ? plain : undefined;
}

function decodeUtf8(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
