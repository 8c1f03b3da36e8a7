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
  return {
    put(value, type) {
      values.push(value);
      return `$${values.length}::${type}`;
    },
    part(name, text) {
      parts.push(`${name} as (${text})`);
    },
    piece(name, make) {
      const { text, values: own } = make(values.length + 1);
      if (own.length === 0) return;
      values.push(...own);
      parts.push(`${name} as (${text})`);
    },
    finish(last) {
      const text = `with ${parts.join(",\n")}\n${last}`;
      return { text, values, name: nameOf(text) };
    },
  };
}

const names = new Map<string, string>();

/** One name, one text: acts make a few dozen different statements, and each is prepared once a connection. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `application_${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
    // A text nobody foresaw must not fill the memory; its name is only worked out again.
    if (names.size < 1_000) names.set(text, name);
  }
  return name;
}
