import { HallError } from "../kernel/errors/index.ts";
import type { CaseState } from "./state.ts";

/** What a page showed of a case when somebody decided to act. */
export interface Seen {
  readonly revision: number;
  readonly state: CaseState;
}

/**
 * What was seen, as a text for a hidden input or an ETag. It is not signed and need not be: the writing statement compares
 * it with the row, so a text that says anything else changes nothing.
 */
export function writeSeen({ revision, state }: Seen): string {
  return writeSeenText(revision, JSON.stringify(state));
}

/** The same from the text of the state. */
export function writeSeenText(revision: number, state: string): string {
  return Buffer.from(`{"r":${revision},"s":${state}}`).toString("base64url");
}

/**
 * @param text of `writeSeen`; quotation marks of an ETag are forgiven.
 * @throws HallError `application/bad-seen` (invalid) for anything else.
 */
export function readSeen(text: string): Seen {
  const bare = text.trim().replace(/^(?:W\/)?"(.*)"$/, "$1");
  try {
    const value = JSON.parse(Buffer.from(bare, "base64url").toString()) as { r?: unknown; s?: unknown };
    if (Number.isInteger(value.r) && typeof value.s === "object" && value.s !== null) {
      const state = value.s as CaseState;
      if (Array.isArray(state.tasks) && Array.isArray(state.flow?.tokens) && typeof state.person === "string") {
        return { revision: value.r as number, state };
      }
    }
  } catch {
    // Falls through to the refusal.
  }
  throw new HallError("invalid", "application/bad-seen", "页面过期了，请刷新后再办");
}
