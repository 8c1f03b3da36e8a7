import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { HallError } from "../../errors/index.ts";
import { type Layout, startLogName } from "./layout.ts";

/**
 * Explains why the server or its folder failed, with the mend.
 *
 * @param folder the data folder.
 * @param reason an error of the system, or what `initdb` or the server said.
 */
export function failed(folder: string, reason: unknown): HallError {
  if (reason instanceof HallError) return reason;
  const said = reason instanceof Error ? reason.message : String(reason);
  if (/ENOSPC|No space left/i.test(said)) return noSpace(folder);
  if (/EACCES|EPERM|EROFS|ENOTDIR|Permission denied|has wrong ownership|invalid permissions|Read-only/i.test(said)) {
    return refusal(
      "kernel/data-folder-refused",
      `没有权限使用数据目录 ${folder}：请运行 sudo chown -R ${process.geteuid?.() ?? ""} ${folder}，或用 WANGTING_DATA 换一个目录`,
      reason,
    );
  }
  const logs = `${path.join(folder, startLogName)} 和 ${path.join(folder, "postgres", "log")}`;
  return refusal("kernel/postgres-failed", `数据库没有启动起来，原因见 ${logs}`, reason);
}

/** Explains why a program of PostgreSQL could not even be run: no such loader (musl), a folder without execution. */
export function cannotRun(program: string, error: Error): HallError {
  return refusal(
    "kernel/postgres-missing",
    `无法运行 ${program}：请安装系统的 PostgreSQL 15 以上，并用 PG_BIN 指明它的 bin 目录`,
    error,
  );
}

/** What the server said during its last start: first to us, then into its own log of the day. */
export function lastWords(layout: Layout): string {
  const toUs = textOf(layout.startLog);
  if (!toUs.includes("redirecting log output")) return toUs;
  const folder = path.join(layout.cluster, "log");
  const [newest] = readdirSync(folder)
    .map((name) => ({ file: path.join(folder, name), at: statSync(path.join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  const ofToday = newest ? textOf(newest.file) : "";
  return ofToday.slice(Math.max(0, ofToday.lastIndexOf("starting PostgreSQL")));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

export function noSpace(folder: string): HallError {
  return refusal("kernel/no-space", `磁盘空间不足，数据库无法启动：请清理 ${folder} 所在的磁盘，至少留出 300 MB`);
}

function refusal(code: `kernel/${string}`, message: string, reason?: unknown): HallError {
  const said = reason instanceof Error ? reason.message : String(reason ?? "");
  const refused = new HallError("unavailable", code, message, said ? { said: said.trim().slice(-2000) } : {});
  if (reason instanceof Error) refused.cause = reason;
  return refused;
}
