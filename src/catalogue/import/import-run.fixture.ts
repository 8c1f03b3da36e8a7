/**
 * The process that the import bench measures: takes one list in and says what it cost, as one JSON line.
 *
 * Environment: `DATABASE_URL`, a migrated database; `LIST`, the file; `FORMAT`.
 */
import { createReadStream } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { systemClock } from "../../kernel/clock/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { closeDb, openDb } from "../../kernel/db/index.ts";
import { createLog } from "../../kernel/log/index.ts";
import { createOutbox } from "../../kernel/outbox/index.ts";
import { catalogue, importItems } from "../index.ts";
import type { ImportFormat } from "./raw-rows.ts";

const { DATABASE_URL: url = "", LIST: list = "", FORMAT: format = "jsonl" } = process.env;
const log = createLog({ level: "info", stream: { write: () => undefined } });
const db = await openDb({ url, readers: 2, writers: 2, log });
const outbox = createOutbox({ clock: systemClock, hears: catalogue.subscriptions ?? [] });
const hall = parseHallCode("440000");
const turns = monitorEventLoopDelay({ resolution: 5 });
turns.enable();
const before = process.cpuUsage();
const began = performance.now();
const report = await importItems(
  { clock: systemClock, db, outbox },
  { kind: "system", id: "bench", assurance: 3, posts: [] },
  { hall, division: "440000", title: "测速", format: format as ImportFormat, content: createReadStream(list) },
);
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(before);
turns.disable();
const turn = turns.percentile(99) / 1e6;
const longest = turns.max / 1e6;
const { added, changed, refused } = report;
const peak = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  `${JSON.stringify({ seconds, cpu: (user + system) / 1e6, peak, turn, longest, added, changed, refused })}\n`,
);
await closeDb(db);
