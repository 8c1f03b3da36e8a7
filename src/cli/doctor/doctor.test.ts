import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { checkDataFolder } from "./data-folder.ts";
import { checkDisk } from "./disk.ts";
import { checkFonts } from "./fonts.ts";
import { checkPort } from "./port.ts";
import { checkTime } from "./time.ts";

const scratch = () => mkdtempSync(path.join(tmpdir(), "doctor-"));

test("a full disk is told with what is left and where to go", async () => {
  const full = await checkDisk(scratch(), 120 * 1024 ** 2);
  assert.equal(full.state, "broken");
  assert.match(full.sentence, /120 MB.*WANGTING_DATA/);
  assert.equal((await checkDisk(scratch(), 2 * 1024 ** 3)).state, "warning");
  assert.equal((await checkDisk(scratch(), 50 * 1024 ** 3)).state, "fine");
});

test("the disk of a data folder that is not there yet is measured where it will be", async () => {
  const finding = await checkDisk(path.join(scratch(), "a", "b"));
  assert.match(finding.sentence, /\d+ (GB|MB)/);
});

test("a data folder that everybody may write is refused, with the mend", async () => {
  const folder = path.join(scratch(), "data");
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  const finding = await checkDataFolder(folder);
  assert.equal(finding.state, "broken");
  assert.match(finding.sentence, /chmod 700/);
  chmodSync(folder, 0o700);
  assert.equal((await checkDataFolder(folder)).state, "fine");
});

test("a file in the place of the data folder is told", async () => {
  const file = path.join(scratch(), "data");
  writeFileSync(file, "");
  assert.match((await checkDataFolder(file)).sentence, /不是目录/);
  assert.equal((await checkDataFolder(path.join(file, "deeper"))).state, "broken");
});

test("a data folder of another user is told, with the mend", async () => {
  const folder = scratch();
  const finding = await checkDataFolder(folder, async () => false);
  assert.equal(finding.state, "broken");
  assert.match(finding.sentence, /chown/);
  assert.match((await checkDataFolder(path.join(folder, "data"), async () => false)).sentence, /不能在/);
});

test("a taken port is told with another one to take", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const taken = await checkPort("PORT", "127.0.0.1", port);
  assert.equal(taken.state, "broken");
  assert.match(taken.sentence, /占用.*PORT=\d+/);
  assert.equal((await checkPort("PORT", "127.0.0.1", port, true)).state, "fine");
  await new Promise((resolve) => server.close(resolve));
  assert.equal((await checkPort("PORT", "127.0.0.1", port)).state, "fine");
});

test("an address this machine does not have is told", async () => {
  assert.match((await checkPort("PORT", "203.0.113.7", 8080)).sentence, /HOST/);
});

test("a clock behind what has already happened is told", () => {
  const now = new Date("2026-11-21T08:00:00Z");
  const built = { at: new Date("2026-11-22T08:00:00Z"), where: "程序打包的时间" };
  const finding = checkTime(now, [built]);
  assert.equal(finding.state, "broken");
  assert.match(finding.sentence, /程序打包的时间.*timedatectl/);
  assert.equal(checkTime(now, [{ at: new Date("2026-11-21T08:00:30Z"), where: "数据库" }]).state, "fine");
});

test("a clock far from the database server's is told", () => {
  const now = new Date("2026-11-21T08:00:00Z");
  assert.match(checkTime(now, [], new Date("2026-11-21T08:05:00Z")).sentence, /300 秒/);
  assert.equal(checkTime(now, [], new Date("2026-11-21T08:00:10Z")).state, "fine");
});

test("missing Chinese fonts are told with the package to install", async () => {
  const empty = scratch();
  assert.match((await checkFonts({ fontconfig: false, folders: [empty] })).sentence, /fonts-noto-cjk/);
  writeFileSync(path.join(empty, "NotoSansCJK-Regular.ttc"), "");
  assert.equal((await checkFonts({ fontconfig: false, folders: [empty] })).state, "fine");
});
