import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";
import { type Account, canReach } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import type { Layout } from "./layout.ts";

/**
 * Makes the npm package runnable and returns the folder to run from.
 *
 * npm packages hold no symbolic links; the package's install script makes them from `pg-symlinks.json`. Install
 * scripts are off here (and elsewhere more and more), so we make them. Where `node_modules` may not be written, or the
 * server's account cannot reach it (a checkout below `/root`), the binaries (60 MB) are copied into the data folder.
 */
export function runnableBin(binaries: Binaries, account: Account, layout: Layout): string {
  if (!binaries.packaged) return binaries.bin;
  const native = path.dirname(binaries.bin);
  const reachable = account.kind !== "other" || canReach(path.join(binaries.bin, "postgres"), account);
  if (reachable && tryToLink(native)) return binaries.bin;

  const copy = path.join(layout.dataDir, copyPrefix + packageVersion(native));
  if (!existsSync(copy)) {
    sweepCopies(layout.dataDir);
    const unfinished = `${copy}.new`;
    // Verbatim: otherwise links would lead back to the folder that cannot be reached.
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    link(unfinished);
    openToAll(unfinished);
    renameSync(unfinished, copy);
  }
  return path.join(copy, "bin");
}

/** Removes copies of other versions, and one that was not finished. */
function sweepCopies(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(copyPrefix)) rmSync(path.join(dataDir, name), { recursive: true, force: true });
  }
}

/** Where root works with a closed umask, the package is closed to the server's account; a copy need not be. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(at);
    else if (entry.isFile()) chmodSync(at, statSync(at).mode & 0o100 ? 0o755 : 0o644);
  }
}

const copyPrefix = "postgres-native-";

function packageVersion(native: string): string {
  const file = path.join(native, "..", "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function tryToLink(native: string): boolean {
  try {
    link(native);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && ["EACCES", "EROFS", "EPERM"].includes(String(error.code))) {
      return false;
    }
    throw error;
  }
}

/** @param native the package's `native` folder or a copy; paths in the list begin with `native/`. */
function link(native: string): void {
  const list = JSON.parse(readFileSync(path.join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const at = path.join(native, path.relative("native", target));
    if (existsSync(at)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), at);
    } catch (error) {
      // Another process was faster.
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
}
