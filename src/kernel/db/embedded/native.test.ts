import assert from "node:assert/strict";
import { chmodSync, cpSync, lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { canReach, spawnAs } from "./account.ts";
import { type Binaries, findBinaries, runs } from "./binaries.ts";
import { layoutOf } from "./layout.ts";
import { runnableBin } from "./native.ts";

const folder = mkdtempSync("/tmp/wangting-native-");
after(() => rmSync(folder, { recursive: true }));

const [installed] = await findBinaries(18);
assert.ok(installed?.packaged, "the npm package with the binaries is missing");

/** The package as npm unpacks it: no symbolic link in it. */
function unpacked(name: string): Binaries {
  const to = path.join(folder, name, "native");
  const from = path.join(path.dirname(installed?.bin ?? ""));
  cpSync(from, to, { recursive: true, filter: (file) => !lstatSync(file).isSymbolicLink() });
  writeFileSync(path.join(folder, name, "package.json"), '{ "version": "1.2.3" }');
  return { bin: path.join(to, "bin"), major: 18, packaged: true };
}

test("binaries whose install script was not run are mended in place", () => {
  const binaries = unpacked("plain");
  assert.equal(runs(binaries.bin), false);
  assert.equal(runnableBin(binaries, { kind: "self" }, layoutOf(folder)), binaries.bin);
  assert.equal(runs(binaries.bin), true);
});

test("binaries the server's account cannot reach are copied into the data folder, once", async (context) => {
  if (process.geteuid?.() !== 0) return context.skip("needs root");
  const binaries = unpacked("closed");
  runnableBin(binaries, { kind: "self" }, layoutOf(folder)); // root itself ran it before, so it has links already
  chmodSync(path.join(folder, "closed"), 0o700);
  chmodSync(folder, 0o711);
  const account = { kind: "other", uid: 65534, gid: 65534 } as const;
  assert.equal(canReach(binaries.bin, account), false);

  const bin = runnableBin(binaries, account, layoutOf(folder));
  assert.equal(bin, path.join(folder, "postgres-native-1.2.3", "bin"));
  assert.equal(await exitCode(account, path.join(bin, "postgres")), 0);
  const before = lstatSync(bin).ino;
  assert.equal(lstatSync(runnableBin(binaries, account, layoutOf(folder))).ino, before);
});

test("a package closed by root's umask is copied with open rights", async (context) => {
  if (process.geteuid?.() !== 0) return context.skip("needs root");
  const binaries = unpacked("umask");
  for (const name of readdirSync(binaries.bin)) chmodSync(path.join(binaries.bin, name), 0o700);
  const account = { kind: "other", uid: 65534, gid: 65534 } as const;
  const bin = runnableBin(binaries, account, layoutOf(path.join(folder, "umask")));
  assert.notEqual(bin, binaries.bin);
  assert.equal(await exitCode(account, path.join(bin, "postgres")), 0);
});

function exitCode(account: Parameters<typeof spawnAs>[0], program: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    spawnAs(account, program, ["--version"], "pipe").on("close", resolve).on("error", reject);
  });
}
