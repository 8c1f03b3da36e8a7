import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../../log/index.ts";
import { isConnectionLost } from "../faults.ts";
import { type Account, chooseAccount, spawnAs } from "./account.ts";
import { findBinaries, runs } from "./binaries.ts";
import { clusterMajor, createCluster } from "./cluster.ts";
import { cannotRun, failed, lastWords } from "./failed.ts";
import { ensureDatabase, urlsOf } from "./first-database.ts";
import type { Layout } from "./layout.ts";
import { runnableBin } from "./native.ts";
import { isServerOf, readPidFile, removeStalePidFile } from "./pid-file.ts";
import { socketFolder } from "./sockets.ts";
import { stopServer } from "./stop-server.ts";

/** A server that answers. */
export interface Running {
  readonly pid: number;
  readonly adopted: boolean;
  readonly socketFolder: string;
  readonly url: string;
  readonly adminUrl: string;
}

export interface StartOptions {
  readonly layout: Layout;
  readonly log: Log;
  readonly durable?: boolean;
  readonly binFolder?: string | undefined;
}

/**
 * Brings up the server of this folder, or finds it up. The caller holds the start lock.
 *
 * @throws HallError as in `errors.md`, under embedded PostgreSQL.
 */
export async function adoptOrStart(options: StartOptions): Promise<Running> {
  const { layout, log } = options;
  const found = readPidFile(layout.cluster);
  if (found && isServerOf(layout.cluster, found.pid)) {
    const running = await whenReady(options, found.pid);
    if (running) {
      try {
        return await answering(running, true);
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        // Its socket was swept away, as cleaners of /tmp do. Nobody can reach it any more.
        log.warn("运行中的数据库连不上，正在重新启动");
        await stopServer(layout, found.pid);
      }
    }
  }
  const began = performance.now();
  for (;;) {
    const running = await startOnce(options);
    if (running) return answering(running, false);
    const said = lastWords(layout);
    // After a kill -9 of the server its children hold the shared memory for a moment.
    const heldYet = /pre-existing shared memory block|lock file .* already exists/.test(said);
    if (!heldYet || performance.now() - began > 10_000) throw failed(layout.dataDir, said);
    log.warn("上一个数据库进程还没有完全结束，稍等");
    await pause(200);
  }
}

async function answering(running: { pid: number; socketFolder: string }, adopted: boolean): Promise<Running> {
  const urls = urlsOf(running.socketFolder);
  await ensureDatabase(urls);
  return { ...running, ...urls, adopted };
}

/** @returns `undefined` when the server ended before it was ready; the start log says why. */
async function startOnce(options: StartOptions): Promise<{ pid: number; socketFolder: string } | undefined> {
  const { layout } = options;
  const before = readPidFile(layout.cluster);
  if (before) removeStalePidFile(layout.cluster, before);

  const account = chooseAccount(layout);
  const bin = await binFor(options, account);
  const sockets = socketFolder(layout, account, before?.socketFolder ?? "");
  const settings = [
    "listen_addresses=",
    `unix_socket_directories="${sockets.replaceAll('"', '""')}"`,
    "unix_socket_permissions=0700",
    "port=5432",
    ...((options.durable ?? true) ? [] : ["fsync=off", "full_page_writes=off", "synchronous_commit=off"]),
  ];
  const args = ["-D", layout.cluster, ...settings.flatMap((setting) => ["-c", setting])];
  // A file, not a pipe: the server outlives us when we are killed, and must not stumble over a closed pipe.
  const said = openSync(layout.startLog, "w", 0o600);
  const child = spawnAs(account, path.join(bin, "postgres"), args, ["ignore", said, said]);
  closeSync(said);
  child.unref();
  return new Promise((resolve, reject) => {
    let ended = false;
    child.once("error", (error) => reject(cannotRun(bin, error)));
    child.once("exit", () => {
      ended = true;
    });
    child.once("spawn", () => {
      whenReady(options, child.pid ?? 0, () => ended).then(resolve, reject);
    });
  });
}

/** The folder to run from; makes the cluster when there is none. */
async function binFor(options: StartOptions, account: Account): Promise<string> {
  const { layout, log } = options;
  const existing = clusterMajor(layout);
  const fitting = await findBinaries(existing, options.binFolder);
  const runnable = fitting.map((each) => ({ ...each, bin: runnableBin(each, account, layout) }));
  const chosen = existing === undefined ? runnable.find((each) => runs(each.bin)) : runnable[0];
  if (!chosen) throw cannotRun(runnable.map((each) => each.bin).join("、"), new Error("postgres --version failed"));
  if (existing === undefined) {
    const durable = options.durable ?? true;
    await createCluster({ layout, account, bin: chosen.bin, major: chosen.major, durable, log });
  }
  return chosen.bin;
}

const takesConnections = new Set(["ready", "standby"]);

/**
 * Waits until the server of that process id takes connections. `ready` alone is not enough: after a crash the old file
 * still says so, hence the process id must be its first line.
 *
 * @returns `undefined` when the process ended.
 */
async function whenReady(
  options: StartOptions,
  pid: number,
  ended = () => !isServerOf(options.layout.cluster, pid),
): Promise<{ pid: number; socketFolder: string } | undefined> {
  let told = performance.now();
  while (!ended()) {
    const file = readPidFile(options.layout.cluster);
    if (file?.pid === pid && takesConnections.has(file.status)) return { pid, socketFolder: file.socketFolder };
    if (performance.now() - told > 5_000) {
      told = performance.now();
      options.log.info("数据库正在恢复或结束上一次的工作，请稍候");
    }
    await pause(5);
  }
  return undefined;
}
