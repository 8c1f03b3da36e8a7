import { modules } from "../house.ts";
import { formatInstant } from "../kernel/calendar/index.ts";
import { systemClock } from "../kernel/clock/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { closeDb, type Db, inTransaction, openDb } from "../kernel/db/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox, discard, listDead, replay, replayAll } from "../kernel/outbox/index.ts";
import { layFoundation } from "./foundation.ts";
import { complain, say } from "./say.ts";

const usage = `用法：
  ./wangting outbox list [大厅代码]               看发不出去的消息
  ./wangting outbox replay 大厅代码 编号          重发一条
  ./wangting outbox replay-all 大厅代码 订阅者    某个订阅者的全部重发
  ./wangting outbox discard 大厅代码 编号 原因    放弃一条，后面的接着办`;

/** `outbox`: what could not be delivered, and what to do with it. */
export async function outbox(args: readonly string[]): Promise<number> {
  const [act, ...rest] = args;
  if (act === undefined || !(act in acts)) {
    complain(usage);
    return 64;
  }
  const config = readConfig(findRoot());
  const log = createLog({ level: "warn" });
  const foundation = await layFoundation(config, { modules, log, clock: systemClock });
  const db = await openDb({ url: foundation.url, readers: 1, writers: 1, log });
  try {
    return await (acts[act as keyof typeof acts](db, rest) ?? 64);
  } finally {
    await closeDb(db);
    await foundation.stop();
  }
}

const house = { clock: systemClock };

const acts = {
  async list(db: Db, [hall]: readonly string[]) {
    const dead = await listDead(db, hall === undefined ? undefined : parseHallCode(hall));
    if (dead.length === 0) say("没有发不出去的消息");
    for (const each of dead) {
      say(`${each.hall} ${each.id}  ${each.topic} → ${each.subscriber}`);
      say(`  ${formatInstant(each.deadAt)} 停发，试过 ${each.attempts} 次，后面还有 ${each.waitingBehind} 条等着`);
      say(`  ${each.lastError}`);
    }
    return 0;
  },

  async replay(db: Db, [hall = "", id = ""]: readonly string[]) {
    await inTransaction(db, (tx) => replay(house, tx, { hall: parseHallCode(hall), id: parseId(id) }));
    say("已重新排队");
    return 0;
  },

  async "replay-all"(db: Db, [hall = "", subscriber = ""]: readonly string[]) {
    const count = await inTransaction(db, (tx) => replayAll(house, tx, { hall: parseHallCode(hall), subscriber }));
    say(`重新排队 ${count} 条`);
    return 0;
  },

  async discard(db: Db, [hall = "", id = "", ...words]: readonly string[]) {
    const reason = words.join(" ").trim();
    if (reason === "") {
      complain("放弃一条消息要写明原因");
      return 64;
    }
    const hears = modules.flatMap((module) => module.subscriptions ?? []);
    const news = createOutbox({ clock: systemClock, hears });
    const which = { hall: parseHallCode(hall), id: parseId(id), reason };
    await inTransaction(db, (tx) => discard({ ...house, outbox: news }, tx, which));
    say("已放弃，后面的接着办");
    return 0;
  },
};
