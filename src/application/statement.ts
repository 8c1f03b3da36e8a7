import { createHash } from "node:crypto";
import type { SqlPiece } from "../kernel/outbox/index.ts";

/** A hand-written statement under construction: parts of `with`, and their parameters. */
export interface Statement {
  /** Adds a parameter. @returns its place in the text, with its type. */
  put(value: unknown, type: string): string;
  /** Adds a part of the `with`. */
  part(name: string, text: string): void;
  /** Adds a part that somebody else wrote, whose parameters begin at `next`; nothing when it has none. */
  piece(name: string, make: (next: number) => SqlPiece): void;
  /** The whole. @param last what follows the `with`. */
  finish(last: string): { text: string; values: unknown[]; name: string };
}

export function statement(): Statement {
  const values: unknown[] = [];
  const parts: string[] = [];
  // Says which statement it is without reading it: what its parts are called and how many parameters each has.
  let shape = "";
  const add = (name: string, text: string) => {
    parts.push(`${name} as (${text})`);
    shape += `${name} ${values.length} `;
  };
  return {
    put(value, type) {
      values.push(value);
      return `$${values.length}::${type}`;
    },
    part: add,
    piece(name, make) {
      const { text, values: own } = make(values.length + 1);
      if (own.length === 0) return;
      values.push(...own);
      add(name, text);
    },
    finish(last) {
      let text = "with ";
      for (const [at, part] of parts.entries()) text += at === 0 ? part : `,\n${part}`;
      text += `\n${last}`;
      // The length costs nothing; to look the text itself up, 3 KB just put together would have to be read.
      return { ...known(`${shape}${text.length}`, text), values };
    },
  };
}

const seen = new Map<string, { readonly text: string; readonly name: string }>();

/** One name, one text: acts make a few dozen different statements, and each is prepared once a connection. */
function known(shape: string, text: string): { text: string; name: string } {
  const before = seen.get(shape);
  if (before) return before;
  const made = { text, name: `application_${createHash("sha256").update(text).digest("hex").slice(0, 16)}` };
  // A text nobody foresaw must not fill the memory; its name is only worked out again.
  if (seen.size < 1_000) seen.set(shape, made);
  return made;
}
