import { globSync } from "node:fs";

/** The test files of a project, by what they need. */
export interface TestFiles {
  /** Plain and database tests. */
  plain: string[];
  /** `*.browser.test.ts(x)`: need Chromium and the built assets. */
  browser: string[];
}

const patterns = ["src/**/*.test.{ts,tsx}", "tools/**/*.test.ts"];

/** @param filters parts of paths; a file is taken when it holds one of them. None = all. */
export function findTestFiles(root: string, filters: readonly string[]): TestFiles {
  const all = globSync(patterns, { cwd: root }).map((file) => file.replaceAll("\\", "/"));
  const wanted = [...new Set(all)]
    .sort()
    .filter((file) => filters.length === 0 || filters.some((part) => file.includes(part)));
  const isBrowser = (file: string): boolean => /\.browser\.test\.tsx?$/.test(file);
  return { plain: wanted.filter((file) => !isBrowser(file)), browser: wanted.filter(isBrowser) };
}
