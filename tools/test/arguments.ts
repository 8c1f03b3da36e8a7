/** What `./wangting test` was asked to do. */
export interface Wish {
  /** Parts of file names; empty = every test. */
  filters: string[];
  /** The checks that need no test: types, style, direction … */
  check: boolean;
  /** The tests themselves, and with them the build and the lints of the database. */
  tests: boolean;
}

/**
 * Reads the words after `./wangting test`. File filters run those tests alone: no checks, no lints.
 *
 * @returns the wish, or the first word that means nothing here.
 */
export function readWish(words: readonly string[]): Wish | { unknown: string } {
  const options = words.filter((word) => word.startsWith("-"));
  const unknown = options.find((word) => word !== "--no-check" && word !== "--only-check");
  if (unknown !== undefined) return { unknown };
  const filters = words.filter((word) => !word.startsWith("-"));
  return {
    filters,
    check: !options.includes("--no-check") && filters.length === 0,
    tests: !options.includes("--only-check"),
  };
}
