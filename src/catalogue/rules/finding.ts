import type { ItemField } from "../document.ts";

/**
 * What a rule has to say about a document. An `error` contradicts itself or the law and stops publishing; `unknown` is a
 * fact nobody gave; a `warning` is for a person to weigh.
 */
export interface ItemFinding {
  /** R01 … R12 of the dictionary, G01 … of the gate of publishing, D01 … against the version above. */
  readonly rule: string;
  readonly field: ItemField;
  readonly severity: "error" | "unknown" | "warning";
  /** What is wrong, plain Chinese. */
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
}

/** What a rule says; its number is added by the table of rules. */
export type Said = Omit<ItemFinding, "rule">;

export function wrong(field: ItemField, message: string, mend: string): Said {
  return { field, severity: "error", message, mend };
}

export function unknown(field: ItemField, message: string, mend: string): Said {
  return { field, severity: "unknown", message, mend };
}

export function doubtful(field: ItemField, message: string, mend: string): Said {
  return { field, severity: "warning", message, mend };
}
