import { fixedClock } from "../kernel/clock/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import { closeDb, openDb } from "../kernel/db/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { nextNumber } from "./numbers.ts";

/** A process of its own that takes numbers: `url count`. */
const [url = "", count = "1"] = process.argv.slice(2);
const db = await openDb({ url, log: createLog({ level: "silent" }), readers: 1, writers: 2 });
const house = { db, clock: fixedClock("2026-03-02T10:00:00+08:00") };
const hall = parseHallCode("445100");
const numbers = await Promise.all(Array.from({ length: Number(count) }, () => nextNumber(house, hall, "006939758")));
process.stdout.write(`${numbers.join("\n")}\n`);
await closeDb(db);
