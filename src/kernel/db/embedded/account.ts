import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";
import { HallError } from "../../errors/index.ts";
import type { Layout } from "./layout.ts";

/**
 * As whom the server runs. PostgreSQL refuses to run as root, and as a user without a name:
 * `self` we are an ordinary user;
 * `other` an account that root lends it;
 * `namespace` a user namespace in which we look like an ordinary user with a name: for root when the data folder is
 * below a closed folder such as `/root`, which no other account can reach, and for the nameless users of containers.
 * Files then stay our own.
 */
export type Account =
  | { readonly kind: "self" }
  | { readonly kind: "other"; readonly uid: number; readonly gid: number }
  | { readonly kind: "namespace" };

/**
 * @param layout its data folder exists. Where root lends an account, that account's group may pass through the folder
 *   afterwards (not list it); nobody else may.
 * @throws HallError unavailable `kernel/data-folder-unreachable`.
 */
export function chooseAccount(layout: Layout): Account {
  if (process.geteuid?.() !== 0) return hasName() ? { kind: "self" } : inNamespace(layout);
  const owner = statSync(layout.cluster, { throwIfNoEntry: false })?.uid;
  const lines = passwd();
  const named = (name: string) => lines.find((line) => line.name === name);
  const numbered = (uid: number) => (uid === 0 ? undefined : lines.find((line) => line.uid === uid));
  const above = foldersAbove(layout.dataDir);
  // An existing cluster is run by its owner. A new one by an account that can get there; below a closed home that is
  // only the home's owner.
  const candidates =
    owner === undefined
      ? [named("postgres"), named("nobody"), ...above.map((each) => numbered(statSync(each).uid))]
      : [numbered(owner)];
  const found = candidates.find((each) => each !== undefined && canReach(path.dirname(layout.dataDir), each));
  if (!found) return inNamespace(layout);
  openTo(found, layout.dataDir);
  return { kind: "other", uid: found.uid, gid: found.gid };
}

function inNamespace(layout: Layout): Account {
  const args = [...namespaceArguments(), "test", "-w", layout.dataDir];
  if (spawnSync("unshare", args, { env: childEnvironment }).status === 0) return { kind: "namespace" };
  throw new HallError(
    "unavailable",
    "kernel/data-folder-unreachable",
    `数据库账号进不了 ${layout.dataDir}：请把 WANGTING_DATA 设到 /var/lib/wangting 这样的目录，或改用普通用户启动`,
    { folder: layout.dataDir },
  );
}

/** In the namespace we take a number that has a line in `/etc/passwd`. */
function namespaceArguments(): string[] {
  const line = passwd().find(({ name }) => name === "nobody") ?? passwd().find(({ uid }) => uid !== 0);
  return ["-U", `--map-user=${line?.uid ?? 65534}`, `--map-group=${line?.gid ?? 65534}`];
}

/** Also users of a directory service have one; those of containers that run under any number have none. */
function hasName(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}

/** Nothing of our own environment reaches the server: PGPORT, PGOPTIONS or LC_ALL would change how it behaves. */
const childEnvironment = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "Asia/Shanghai" };

/** Starts a program as that account, in its own process group so that Ctrl-C does not reach it. */
export function spawnAs(account: Account, file: string, args: string[], stdio: "pipe" | ["ignore", number, number]) {
  const options = { stdio, env: childEnvironment, detached: true, cwd: "/" } as const;
  if (account.kind === "namespace") return spawn("unshare", [...namespaceArguments(), file, ...args], options);
  if (account.kind === "other") return spawn(file, args, { ...options, uid: account.uid, gid: account.gid });
  return spawn(file, args, options);
}

/** Whether the account can enter the folder (or run the program) through all folders above it. */
export function canReach(folder: string, account: { uid: number; gid: number }): boolean {
  return [folder, ...foldersAbove(folder)].every((each) => {
    const status = statSync(each);
    const bit = status.uid === account.uid ? 0o100 : status.gid === account.gid ? 0o010 : 0o001;
    return (status.mode & bit) !== 0;
  });
}

function foldersAbove(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [] : [parent, ...foldersAbove(parent)];
}

/** Lets the account pass through the data folder by its group, when root's folder is closed to it. */
function openTo(account: { uid: number; gid: number }, folder: string): void {
  const status = statSync(folder);
  if (status.uid !== 0 || canReach(folder, account)) return;
  chownSync(folder, 0, account.gid);
  chmodSync(folder, (status.mode & 0o777) | 0o010);
}

function passwd(): { name: string; uid: number; gid: number }[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .flatMap((line) => {
      const [name, , uid, gid] = line.split(":");
      return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
    });
}
