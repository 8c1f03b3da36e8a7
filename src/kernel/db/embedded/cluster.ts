import {
  appendFileSync,
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { totalmem } from "node:os";
import path from "node:path";
import type { Log } from "../../log/index.ts";
import { type Account, spawnAs } from "./account.ts";
import { cannotRun, failed } from "./failed.ts";
import type { Layout } from "./layout.ts";

/** @returns the major version the cluster was made with; `undefined` when there is none yet. */
export function clusterMajor(layout: Layout): number | undefined {
  try {
    return Number.parseInt(readFileSync(path.join(layout.cluster, "PG_VERSION"), "utf8"), 10);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw failed(layout.dataDir, error);
  }
}

/**
 * Makes a new cluster. It is built beside its place and moved there when complete, so a process killed in the middle
 * leaves only rubbish that the next one sweeps.
 */
export async function createCluster(options: {
  layout: Layout;
  account: Account;
  bin: string;
  major: number;
  durable: boolean;
  log: Log;
}): Promise<void> {
  const { layout, account, durable, log } = options;
  for (const name of readdirSync(layout.dataDir)) {
    if (name.startsWith("postgres-new-")) rmSync(path.join(layout.dataDir, name), { recursive: true, force: true });
  }
  log.info("第一次启动：正在建立数据库");
  const unfinished = path.join(layout.dataDir, `postgres-new-${process.pid}`);
  mkdirSync(unfinished, { mode: 0o700 });
  giveTo(account, unfinished);
  await runInitdb(options, unfinished);

  const conditional = ["wal_compression=lz4", "recovery_init_sync_method=syncfs"];
  const accepted: string[] = [];
  for (const setting of conditional) if (await accepts(options, unfinished, setting)) accepted.push(setting);
  appendFileSync(path.join(unfinished, "postgresql.conf"), settings(accepted));
  renameSync(unfinished, layout.cluster);
  if (durable) syncFolder(layout.dataDir);
  log.info("数据库已建好");
}

/** Lets the server's account own a file or folder. */
export function giveTo(account: Account, file: string): void {
  if (account.kind === "other") chownSync(file, account.uid, account.gid);
}

function initdbArguments(folder: string, major: number, durable: boolean): string[] {
  // The builtin provider sorts the same on every system and for ever; it came with 17.
  const provider = major >= 17 ? ["--locale-provider=builtin"] : [];
  const oneSync = major >= 17 && process.platform === "linux" ? ["--sync-method=syncfs"] : [];
  return [
    `--pgdata=${folder}`,
    "--encoding=UTF8",
    ...provider,
    "--locale=C.UTF-8",
    "--lc-messages=C", // the launcher reads what the server says
    "--username=postgres",
    "--auth=trust", // only the socket leads in, and its folder is closed to other accounts
    ...(durable ? oneSync : ["--no-sync"]),
  ];
}

type Creation = Parameters<typeof createCluster>[0];

function runInitdb(creation: Creation, folder: string): Promise<void> {
  const args = initdbArguments(folder, creation.major, creation.durable);
  return new Promise((resolve, reject) => {
    const child = spawnAs(creation.account, path.join(creation.bin, "initdb"), args, "pipe");
    let said = "";
    child.stdout?.on("data", (part) => {
      said += part;
    });
    child.stderr?.on("data", (part) => {
      said += part;
    });
    child.on("error", (error) => reject(cannotRun(creation.bin, error)));
    child.on("close", (code) => (code === 0 ? resolve() : reject(failed(creation.layout.dataDir, said))));
  });
}

/** Whether these binaries were built with what a setting needs. */
function accepts(creation: Creation, folder: string, setting: string): Promise<boolean> {
  const [name = ""] = setting.split("=");
  return new Promise((resolve) => {
    const args = ["-D", folder, "-C", name, "-c", setting];
    const child = spawnAs(creation.account, path.join(creation.bin, "postgres"), args, "pipe");
    child.on("error", () => resolve(false));
    child.on("close", (code) => resolve(code === 0));
  });
}

/** Written once, at the end of `postgresql.conf`; an operator may change it there. */
function settings(accepted: string[]): string {
  const megabytes = Math.round(totalmem() / 8 / 2 ** 20);
  return `
# 网厅
max_connections = 200
shared_buffers = ${Math.min(512, Math.max(64, megabytes))}MB
max_wal_size = 2GB
wal_compression = on
# where this PostgreSQL can: lz4; and after a crash one syncfs instead of 1 000 fsyncs (2.0 s became 5 ms)
${accepted.join("\n")}
random_page_cost = 1.1
jit = off
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
# one file per weekday, overwritten after a week; never values of statements, they may be personal data
logging_collector = on
log_directory = 'log'
log_filename = 'postgres-%a.log'
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
log_min_duration_statement = 1s
log_parameter_max_length = 0
log_error_verbosity = terse
`;
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
