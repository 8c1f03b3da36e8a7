import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { inTransaction } from "../kernel/db/index.ts";
import { openTestDb, type TestDb } from "../kernel/testing/index.ts";
import { sendLoginCode } from "./examples/wanted.fixture.ts";
import { chaozhou, mobile, notificationHouse, smsKey, workerOf } from "./notification.fixture.ts";
import { startSmsStandIn } from "./stand-in/sms-gateway.ts";

let ground: TestDb;
before(async () => {
  ground = await openTestDb(import.meta.url);
});
after(() => ground.close());

test("the example of the README is the one that is run here", () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
  assert.ok(read("README.md").includes(read("examples/wanted.fixture.ts")));
});

test("a login code that a module wants reaches the phone", async (t) => {
  const house = notificationHouse(ground.db);
  const gateway = await startSmsStandIn({ clock: house.clock, key: smsKey });
  t.after(() => gateway.close());
  Object.assign(house.config, { sms: { url: gateway.url, key: smsKey } });
  await inTransaction(house.db, (tx) => sendLoginCode(house, tx, chaozhou, mobile, "654321"));
  await workerOf(house).runDue();
  assert.match(gateway.received.messages[0]?.text ?? "", /登录验证码 654321，5 分钟内有效/);
});

test("a module that wanted a message and then failed sends none", async () => {
  const house = notificationHouse(ground.db);
  const failing = inTransaction(house.db, async (tx) => {
    await sendLoginCode(house, tx, chaozhou, mobile, "654321");
    throw new TypeError("a defect");
  });
  await assert.rejects(failing, TypeError);
  assert.equal((await workerOf(house).runDue()).done, 0);
});
