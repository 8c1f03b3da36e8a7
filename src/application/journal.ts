import { createHash } from "node:crypto";
import type { Id } from "../kernel/ids/index.ts";
import type { Step } from "./state.ts";

/** A step as it lies in the database: `body` is the text that was hashed, byte for byte. */
export interface StoredStep {
  readonly seq: number;
  readonly move_id: Id;
  readonly kind: string;
  readonly happened_at: Date;
  readonly body: string;
  readonly hash: Buffer;
}

/** Where a journal is broken, in words for the operator; undefined when it is whole. */
export interface JournalFault {
  /** Number of the first step that is not as it was written; 0: the case's own row. */
  readonly seq: number;
  readonly message: string;
}

/** The text of a step that is hashed and kept, byte for byte: nobody ever writes it a second time. */
export function bodyOf(step: Step): string {
  return JSON.stringify(step);
}

/** What the first step is chained to: so no journal can be passed off as another case's. */
export function genesisOf(hall: string, application: string): Buffer {
  return sha256(Buffer.from(`wangting application ${hall} ${application}`));
}

/** sha256(hash of the step before || bytes of the step), as the writing statement computes it. */
export function hashOf(previous: Uint8Array, body: string): Buffer {
  return createHash("sha256").update(previous).update(body, "utf8").digest();
}

/**
 * Looks through a journal from its first step: gaps, bodies, hashes, and the columns beside the body.
 *
 * @param head what the case's row says of its last step: nothing was cut off when it agrees.
 * @returns the first fault.
 */
export function firstFault(
  hall: string,
  application: string,
  steps: readonly StoredStep[],
  head: { readonly revision: number; readonly hash: Uint8Array },
): JournalFault | undefined {
  let previous = genesisOf(hall, application);
  for (const [at, stored] of steps.entries()) {
    const seq = at + 1;
    if (stored.seq !== seq) return { seq, message: `第 ${seq} 步不见了` };
    const expected = hashOf(previous, stored.body);
    if (!expected.equals(stored.hash)) return { seq, message: `第 ${seq} 步的内容或校验值被改动` };
    const step = readBody(stored.body);
    if (!step || !agrees(step, stored)) return { seq, message: `第 ${seq} 步的索引列与内容不一致` };
    previous = expected;
  }
  if (head.revision !== steps.length) return { seq: steps.length + 1, message: `第 ${steps.length + 1} 步不见了` };
  if (!previous.equals(head.hash)) return { seq: 0, message: "办件记着的最后校验值与日志不一致" };
  return undefined;
}

/** The step that a body says. */
export function readBody(body: string): Step | undefined {
  try {
    return JSON.parse(body) as Step;
  } catch {
    return undefined;
  }
}

function agrees(step: Step, stored: StoredStep): boolean {
  return (
    step.seq === stored.seq &&
    step.id === stored.move_id &&
    step.kind === stored.kind &&
    step.at === stored.happened_at.toISOString()
  );
}

/** sha256. */
export function sha256(bytes: Uint8Array | string): Buffer {
  return createHash("sha256").update(bytes).digest();
}
