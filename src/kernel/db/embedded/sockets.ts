import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import type { Account } from "./account.ts";
import { giveTo } from "./cluster.ts";
import type { Layout } from "./layout.ts";
import { isServerOf } from "./pid-file.ts";

const socketName = ".s.PGSQL.5432";

/** A unix socket's path may have 107 bytes; below that by a margin. */
const longestSocketPath = 103;

/** Not `os.tmpdir()`: TMPDIR may itself be long. */
const shortPrefix = "/tmp/wangting-";

/**
 * The folder for the server's socket, 0700, owned by the server's account: below the data folder, or, where that
 * path is too long for a socket, a folder of its own under `/tmp`.
 *
 * @param before the folder a server used here before; taken again when it can be, so that URLs stay true.
 */
export function socketFolder(layout: Layout, account: Account, before: string): string {
  const folder = chooseFolder(layout, before);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  giveTo(account, folder);
  removeStaleLock(layout, folder);
  return folder;
}

function chooseFolder(layout: Layout, before: string): string {
  if (Buffer.byteLength(path.join(layout.sockets, socketName)) <= longestSocketPath) return layout.sockets;
  const reusable = before.startsWith(shortPrefix) && (!existsSync(before) || isOurs(layout, before));
  return reusable ? before : mkdtempSync(shortPrefix);
}

/** Anybody may make folders in /tmp: take only one of root's, our own, or the cluster owner's. */
function isOurs(layout: Layout, folder: string): boolean {
  const owner = statSync(folder).uid;
  return owner === process.geteuid?.() || owner === statSync(layout.cluster, { throwIfNoEntry: false })?.uid;
}

/** The lock beside a socket outlives a kill -9, and its process id may belong to somebody else by now. */
function removeStaleLock(layout: Layout, folder: string): void {
  const lock = path.join(folder, `${socketName}.lock`);
  if (!existsSync(lock)) return;
  const pid = Math.abs(Number.parseInt(readFileSync(lock, "utf8"), 10));
  if (!isServerOf(layout.cluster, pid)) rmSync(lock, { force: true });
}

/** After the server has stopped: a folder under /tmp goes. */
export function removeSockets(layout: Layout, folder: string): void {
  if (folder !== layout.sockets && folder.startsWith(shortPrefix)) rmSync(folder, { recursive: true, force: true });
}
