import { fixedClock } from "../clock/index.ts";
import { findRoot, readConfig } from "../config/index.ts";
import type { Db } from "../db/index.ts";
import { createKeptPages, type House } from "../house/index.ts";
import { createLog } from "../log/index.ts";
import { testSeal } from "../testing/index.ts";

/** Ten in the morning of a Monday. */
export const monday = "2026-03-02T10:00:00+08:00";

/** A small house for the tests of this room: its clock stands still, its log can be read; it has no calendar, codes, files or outbox. */
export function exampleHouse(options: { db?: Db; https?: boolean; trustProxy?: boolean } = {}) {
  const lines: string[] = [];
  const clock = fixedClock(monday);
  const parts: Partial<House> = {
    config: readConfig(findRoot(), false, {
      PUBLIC_URL: options.https ? "https://hall.example.cn" : "http://hall.example.cn",
      TRUST_PROXY: String(options.trustProxy ?? false),
    }),
    secret: Buffer.alloc(32, 7),
    seal: testSeal,
    pages: createKeptPages(),
    clock,
    db: options.db ?? noDb,
    log: createLog({ level: "info", stream: { write: (line) => lines.push(line) } }),
  };
  return { house: parts as House, clock, lines };
}

/** Stands where a database would be and fails whoever asks it. */
const noDb = new Proxy({} as Db, {
  get(_target, name) {
    throw new Error(`this test asked the database for ${String(name)}`);
  },
});
