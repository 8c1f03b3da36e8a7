import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isAlive } from "./pid-file.ts";

/**
 * Who uses the server: one file per use. The last one to leave stops the server, so `./wangting migrate`
 * beside a running hall does not take its database away, and neither do two halls that were started at once.
 *
 * @returns the name to leave by.
 */
export function enter(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  living(folder); // sweeps
  entered += 1;
  const name = `${process.pid}-${entered}`;
  writeFileSync(path.join(folder, name), bornAt(process.pid));
  return name;
}

let entered = 0;

/** @returns whether nobody else is left. Files of processes that died are swept. */
export function leave(folder: string, own: string): boolean {
  rmSync(path.join(folder, own), { force: true });
  return living(folder).length === 0;
}

function living(folder: string): string[] {
  return namesIn(folder).filter((name) => {
    const file = path.join(folder, name);
    const pid = Number.parseInt(name, 10);
    if (isAlive(pid) && bornAt(pid) === readFileSync(file, "utf8")) return true;
    rmSync(file, { force: true });
    return false;
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+-\d+$/.test(name));
  } catch {
    return [];
  }
}

/** When the process began, as the kernel counts it: tells a process from a later one with the same id. */
function bornAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces; the beginning is the 20th field after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
