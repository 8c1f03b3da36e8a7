import type { TestEvent } from "node:test/reporters";

/** What a run of test files came to. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  files: { file: string; milliseconds: number }[];
}

/** One failed test, ready to be shown; the line is in the error's stack (that of the event is tsx's, not ours). */
export interface Failure {
  file: string;
  name: string;
  error: unknown;
}

/** Counts the events of `node:test`; suites are not counted, their tests are. */
export class Counter {
  readonly tally: Tally = { passed: 0, failed: 0, skipped: 0, files: [] };
  readonly #seen = new Map<string, { tests: number; failed: number }>();

  /** Takes one event; returns the failure it tells of. */
  take(event: TestEvent): Failure | undefined {
    if (event.type !== "test:complete") return undefined;
    const { name, file = "", nesting, details, skip, todo } = event.data;
    if (nesting === 0 && name === file) return this.#endFile(file, details);
    if (details.type === "suite") return undefined;
    const seen = this.#seen.get(file) ?? { tests: 0, failed: 0 };
    this.#seen.set(file, seen);
    seen.tests += 1;
    if (skip !== undefined || todo !== undefined) {
      this.tally.skipped += 1;
      return undefined;
    }
    if (details.passed) {
      this.tally.passed += 1;
      return undefined;
    }
    // A test whose own part failed and one that only holds a failed subtest both count; only the first is shown.
    this.tally.failed += 1;
    seen.failed += 1;
    return isOnlyOfSubtests(details.error) ? undefined : { file, name, error: causeOf(details.error) };
  }

  /** A file that breaks outside its tests, or holds none, has failed. */
  #endFile(file: string, details: { duration_ms: number; passed: boolean; error?: unknown }): Failure | undefined {
    this.tally.files.push({ file, milliseconds: details.duration_ms });
    const { tests, failed } = this.#seen.get(file) ?? { tests: 0, failed: 0 };
    if (details.passed && tests > 0) return undefined;
    if (!details.passed && failed > 0) return undefined;
    this.tally.failed += 1;
    const reason = details.passed ? "the file holds no test" : causeOf(details.error);
    return { file, name: "the file itself", error: reason };
  }
}

function isOnlyOfSubtests(error: unknown): boolean {
  return error instanceof Error && "failureType" in error && error.failureType === "subtestsFailed";
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}
