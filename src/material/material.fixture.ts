import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createBlobStore } from "../kernel/blob/index.ts";
import { type FixedClock, fixedClock } from "../kernel/clock/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import { findRoot, readConfig, type ScannerConfig } from "../kernel/config/index.ts";
import { type Db, runStatement } from "../kernel/db/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox, subscribe } from "../kernel/outbox/index.ts";
import { testSeal } from "../kernel/testing/index.ts";
import { infectionFound } from "./topics.ts";

/** Ten in the morning of a Monday. */
export const monday = "2026-03-02T10:00:00+08:00";
export const day = 86_400_000;

export const chaozhou = parseHallCode("445100");
export const haikou = parseHallCode("460100");

/** Two citizens; what one gives is none of the other's business. */
export const applicant = citizen("11111111-1111-7111-8111-111111111111");
export const neighbour = citizen("22222222-2222-7222-8222-222222222222");

function citizen(id: string): Actor {
  return { kind: "citizen", id, assurance: 2, posts: [], person: id, actingFor: null };
}

/** A house with a store of its own in a temporary folder, a clock that stands still, and a log one can read. */
export async function materialHouse(db: Db, options: { scanner?: ScannerConfig; publicUrl?: string } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "wangting-material-"));
  const clock: FixedClock = fixedClock(monday);
  const lines: string[] = [];
  const heard = subscribe({ subscriber: "test.hear", topic: infectionFound, inTransaction: async () => undefined });
  const parts: Partial<House> = {
    config: {
      ...readConfig(findRoot(), false, { PUBLIC_URL: options.publicUrl ?? "http://hall.example.cn" }),
      scanner: options.scanner,
    },
    secret: Buffer.alloc(32, 7),
    seal: testSeal,
    clock,
    db,
    log: createLog({ level: "warn", stream: { write: (line: string) => lines.push(line) } }),
    pages: createKeptPages(),
    outbox: createOutbox({ clock, hears: [heard] }),
    blobs: createBlobStore({ kind: "fs", folder }),
  };
  return {
    house: parts as House,
    clock,
    lines,
    /** Everything that lies in the store or on its way there: `hall/month/sha256`. */
    async objects(): Promise<string[]> {
      const found = await readdir(folder, { recursive: true, withFileTypes: true });
      return found
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name).slice(folder.length + 1));
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Bytes as they come from outside, in small pieces. */
export function coming(bytes: Buffer, piece = 1_000): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    })(),
    { objectMode: false },
  );
}

/** How many rows each table has. */
export async function countRows(db: Db): Promise<Record<string, number>> {
  const [row] = await runStatement<Record<string, number>>(
    db,
    `select (select count(*) from material.file)::int as files, (select count(*) from material.link)::int as links,
            (select count(*) from material.upload)::int as uploads, (select count(*) from material.upload_part)::int as parts,
            (select count(*) from kernel.blob)::int as blobs /* scatter: a test counts */`,
    [],
  );
  return row ?? {};
}

/** Empties the tables, so that a test counts only its own. */
export async function emptyTables(db: Db): Promise<void> {
  for (const table of [
    "material.link",
    "material.upload_part",
    "material.upload",
    "material.file",
    "kernel.blob",
    "kernel.outbox",
    "kernel.rate",
  ]) {
    await runStatement(db, `delete from ${table} /* scatter: a test begins afresh */`, []);
  }
}
