import { readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";

/** What `postmaster.pid` says; the file is written by PostgreSQL, line by line (`miscadmin.h`). */
export interface PidFile {
  readonly text: string;
  readonly pid: number;
  /** Folder of the unix socket; empty until the server has made it. */
  readonly socketFolder: string;
  /** `starting`, `ready`, `stopping`, `standby`, or empty. After a kill -9 an old `ready` stays behind. */
  readonly status: string;
}

/** @returns `undefined` when there is no such file, or it is still being written. */
export function readPidFile(cluster: string): PidFile | undefined {
  let text: string;
  try {
    text = readFileSync(path.join(cluster, "postmaster.pid"), "utf8");
  } catch {
    return undefined;
  }
  const lines = text.split("\n");
  const pid = Math.abs(Number.parseInt(lines[0] ?? "", 10));
  if (!(pid > 0)) return undefined;
  return { text, pid, socketFolder: (lines[4] ?? "").trim(), status: (lines[7] ?? "").trim() };
}

/** Whether a process of this id exists (also one we may not signal). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Whether the process of that id really is the server of this cluster. After a reboot, and in every restarted
 * container, the old id soon belongs to somebody else, and PostgreSQL then refuses to start for fear of it.
 * Where the system does not say what a process is (no /proc), the id is believed.
 */
export function isServerOf(cluster: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  try {
    // Empty for a zombie. Every server we start names its cluster; anybody may read it.
    const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return line.includes(`\0${cluster}\0`) || (line !== "" && worksIn(cluster, pid));
  } catch {
    return false;
  }
}

/** A server that an operator started by hand works in its cluster's folder, too. */
function worksIn(cluster: string, pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false; // root in a container without CAP_SYS_PTRACE may not look
  }
}

/** Removes a pid file whose process is not this cluster's server, unless somebody wrote a new one meanwhile. */
export function removeStalePidFile(cluster: string, judged: PidFile): void {
  if (readPidFile(cluster)?.text === judged.text) rmSync(path.join(cluster, "postmaster.pid"), { force: true });
}
