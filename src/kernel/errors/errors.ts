/** How a refusal looks from outside: each kind is one HTTP status, one exit code, one page (`kernel/http`). */
export type ErrorKind = "invalid" | "forbidden" | "not-found" | "conflict" | "unavailable";

/** A refusal the hall can explain to the person in front of it; anything else thrown is a defect. */
export class HallError extends Error {
  override name = "HallError";
  constructor(
    /** What kind of refusal it is; becomes a status, an exit code or a page in the face, nowhere else. */
    readonly kind: ErrorKind,
    /** Stable, `module/what`: tests and callers match on it; each has a row in the module's `errors.md`. */
    readonly code: `${string}/${string}`,
    /** Chinese, to that person, without personal data. */
    message: string,
    /** Facts beside the words; `invalid` carries `{ fields: { name: "message" } }` so that a page can put words beside a field. */
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}
