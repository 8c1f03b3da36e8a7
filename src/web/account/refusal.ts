import { HallError } from "../../kernel/errors/index.ts";
import type { PageAnswer, PageCall } from "../../kernel/http/index.ts";
import type { Fault } from "../../ui/index.ts";

/** Why a form comes back. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
  /** When to come again. */
  readonly retryAfterSeconds: number | undefined;
}

/** Refusals of codes know their kind, not the box they were typed in. */
const fieldOf: Readonly<Record<string, string>> = {
  "codes/bad-mobile": "phone",
  "codes/bad-id-number": "idNumber",
  "codes/bad-uscc": "uscc",
};

/**
 * Does what a form asks; what the act refuses, whatever its kind, comes back as the same page with the words beside a field.
 * Too many tries stay 429 and tell when to come again; what is away stays 503.
 */
export async function orAgain(
  act: () => Promise<PageAnswer>,
  again: (refusal: Refusal) => Promise<PageAnswer>,
): Promise<PageAnswer> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof HallError) || error.kind === "forbidden") throw error;
    const refusal = refusalOf(error);
    const answer = await again(refusal);
    if (!("view" in answer)) return answer;
    const wait = refusal.retryAfterSeconds;
    const headers = { ...answer.headers, ...(wait === undefined ? {} : { "retry-after": `${wait}` }) };
    return { ...answer, status: refusal.status, headers };
  }
}

function refusalOf({ kind, code, message, details }: HallError): Refusal {
  const wait = Number(details.retryAfterSeconds);
  const retryAfterSeconds = Number.isFinite(wait) && wait > 0 ? Math.ceil(wait) : undefined;
  const status = kind !== "unavailable" ? 422 : retryAfterSeconds === undefined ? 503 : 429;
  const field = fieldOf[code];
  const told = typeof details.fields === "object" && details.fields !== null ? Object.entries(details.fields) : [];
  const fields = Object.fromEntries(told.map(([name, words]) => [name, String(words)]));
  return { status, code, message, fields: { ...(field ? { [field]: message } : {}), ...fields }, retryAfterSeconds };
}

/** The words at the boxes of a page. @param labels boxes of the page, in order. @param at where what is said of no box of it stands. */
export function wordsAt(
  labels: Readonly<Record<string, string>>,
  refusal: Refusal | undefined,
  at = Object.keys(labels)[0] ?? "",
): { readonly errors: Readonly<Record<string, string>>; readonly faults: Fault[] } {
  if (!refusal) return { errors: {}, faults: [] };
  const names = Object.keys(labels);
  const own = Object.entries(refusal.fields).filter(([name]) => names.includes(name));
  const errors = own.length > 0 ? Object.fromEntries(own) : { [at]: refusal.message };
  const faults = names.flatMap((id) => (errors[id] ? [{ id, label: labels[id] ?? id, text: errors[id] }] : []));
  return { errors, faults };
}

/** A refusal of the page itself: a box left empty. */
export function mend(fields: Readonly<Record<string, string>>): Refusal {
  const [message = ""] = Object.values(fields);
  return { status: 422, code: "kernel/invalid", message, fields, retryAfterSeconds: undefined };
}

/** A field of a form as it was typed; a name given twice counts once. */
export function typed(form: PageCall["form"], name: string): string {
  const value = form[name];
  return (typeof value === "string" ? value : (value?.[0] ?? "")).slice(0, 1_000);
}
