import { readFileSync } from "node:fs";

/** Ticks a second of Linux's process times (`getconf CLK_TCK`), fixed at 100 for programs. */
const ticks = 100;

/** CPU milliseconds a process has used, in user and system mode, from `/proc/<pid>/stat`. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The second field is the name in brackets and may hold spaces; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks;
}

/** Resident memory of a process in MB, from `/proc/<pid>/status`. */
export function rssOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}
