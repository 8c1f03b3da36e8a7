import { modules } from "../house.ts";
import { rotateSeals, type SealProgress, sealProgress } from "../identity/index.ts";
import { addSealKey, type Config, findRoot, loadSealKeys, readConfig } from "../kernel/config/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { inHouse } from "./in-house.ts";
import { complain, say } from "./say.ts";

const usage = `用法：
  ./wangting key                      个人信息的密钥现在是第几版，旧密文换到哪里了
  ./wangting key add                  加一版新密钥；重启以后用它加密，旧的还能打开
  ./wangting key reseal [--restarted] 现在就把旧密文换成新密钥的（不用这个词，每天 02:40 也会换）；大厅开着时，全部重启过才写 --restarted`;

/** Tables that hold sealed columns, of every module. */
const sealed = modules.flatMap((module) => module.sealed ?? []);

/**
 * `key`: the keys that personal data is sealed with. No key is ever printed.
 *
 * @returns 0, 1 while something is still sealed with an older key, 64 for wrong words; refusals are told by `main`.
 */
export async function key(args: readonly string[]): Promise<number> {
  const [act = "status", ...rest] = args;
  const hasRestarted = rest.includes("--restarted");
  const isKnown = act === "status" || act === "add" || act === "reseal";
  if (!isKnown || rest.length > (hasRestarted && act === "reseal" ? 1 : 0)) {
    complain(usage);
    return 64;
  }
  const config = readConfig(findRoot());
  if (act === "add") return addKey(config.dataDir);
  if (act === "reseal" && !hasRestarted) await refuseWhileOpen(config);
  return await inHouse(async (house) => {
    if (loadSealKeys(config.dataDir).versions.size === 1) {
      say("只有一版密钥，没有要换的 · one key, nothing to renew");
      return 0;
    }
    if (act === "reseal") await reseal(house);
    return tell(house.seal.newest, await sealProgress(house.db, sealed, house.seal.newest));
  });
}

/** Adds a key to the file of the data folder. @throws HallError as `addSealKey`. */
export function addKey(dataDir: string): number {
  const version = addSealKey(dataDir);
  say(`✓ 已加第 ${version} 版密钥 · key ${version} added`);
  say("  先把数据目录里的 keys 另存一份，再重启大厅；重启以后用新密钥加密，旧密文夜里自动换，也可以用 key reseal");
  return 0;
}

/** Seals everything anew, with a line for each table. @returns rows sealed anew. */
export async function reseal(house: House): Promise<number> {
  let renewed = 0;
  for (const table of sealed) {
    // A pass that renewed something is followed by one that finds nothing.
    const report = await rotateSeals(house, [table]);
    if (report.renewed > 0) say(`  ${table.table}  换了 ${report.renewed} 行`);
    renewed += report.renewed;
  }
  return renewed;
}

/** A process that was started before the key was added cannot open what is sealed with it. */
async function refuseWhileOpen({ host, port }: Config): Promise<void> {
  const at = host.includes(":") ? `[${host}]` : host;
  const answer = await fetch(`http://${at}:${port}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(
    () => undefined,
  );
  if (!answer) return;
  const words = "大厅开着：加密钥以前起的进程打不开新密文。请先全部重启，再加 --restarted";
  throw new HallError("conflict", "cli/hall-open", words);
}

const states = { done: "已换完", running: "正在换", "not-begun": "还没开始" } as const;

function tell(newest: number, tables: readonly SealProgress[]): number {
  say(`用第 ${newest} 版密钥加密 · newest key ${newest}`);
  for (const { table, state } of tables) say(`  ${states[state]}  ${table}`);
  const left = tables.filter(({ state }) => state !== "done").length;
  say(left === 0 ? "旧密钥加密的已经没有了 · all sealed with the newest" : `还有 ${left} 张表没有换完 · tables left`);
  return left === 0 ? 0 : 1;
}
