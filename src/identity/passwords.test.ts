import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { testSeal } from "../kernel/testing/index.ts";
import { createPool, hashPassword, isOutdated, isPassword, pepper } from "./password-hashing.ts";
import { passwordFault } from "./password-rules.ts";

test("short, common, running and repeated passwords are refused, and those that hold what others know", () => {
  const bad = [
    "",
    "123456789",
    "1234567890",
    "Password123",
    "P@ssw0rd123",
    "woaini1314520",
    "aaaaaaaaaaaa",
    "abababababab",
    "qwertyuiop",
    "abcdefghijk",
    "16000000001",
    "16000000001a",
    "16000000001张",
    "张样例的密码是张样例",
    "x".repeat(201),
  ];
  for (const password of bad) assert.ok(passwordFault(password, ["16000000001", "张样例的密码"]), password);
});

test("a sentence is a good password, without digits or signs", () => {
  for (const password of [
    "correct horse battery",
    "今天天气很好适合去办事",
    "vK8-mmq2-z7",
    "16000000001是我家的电话号码啊",
  ]) {
    assert.equal(passwordFault(password, ["16000000001"]), undefined, password);
  }
});

test("whatever is typed, the rules answer with a sentence or nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (password) => {
      const fault = passwordFault(password);
      assert.ok(fault === undefined || /[一-龥]/.test(fault));
      if (fault === undefined) assert.ok(Array.from(password.normalize("NFKC")).length >= 10);
    }),
  );
});

test("a hash is argon2id with today's cost, salted, and only the password opens it", async () => {
  const peppered = pepper(testSeal, "今天天气很好适合去办事");
  const [one, two] = await Promise.all([hashPassword(peppered), hashPassword(peppered)]);
  assert.notEqual(one, two);
  assert.ok(one.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
  assert.equal(isOutdated(one), false);
  assert.equal(isOutdated(one.replace("t=2", "t=1")), true);
  assert.equal(await isPassword(one, peppered), true);
  assert.equal(await isPassword(one, pepper(testSeal, "今天天气很好适合去办事！")), false);
  assert.equal(await isPassword(undefined, peppered), false);
  assert.equal(pepper(testSeal, "ﾊﾟ"), pepper(testSeal, "パ"), "written otherwise, the same password");
});

test("of a flood, as much runs as may, as much waits as may, the rest is refused at once; afterwards all is as before", async () => {
  const inPool = createPool({ atOnce: 2, waiting: 3 });
  let running = 0;
  let most = 0;
  let release: () => void = () => undefined;
  const gate = new Promise<void>((open) => {
    release = open;
  });
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await gate;
    running -= 1;
    return "done";
  };
  const tries = Array.from({ length: 9 }, () => inPool(work));
  const refusals = await Promise.allSettled(tries.slice(5));
  assert.ok(refusals.every((each) => each.status === "rejected" && each.reason.code === "identity/busy"));
  release();
  assert.deepEqual(await Promise.all(tries.slice(0, 5)), Array(5).fill("done"));
  assert.equal(most, 2);
  const broken = () => Promise.reject(new Error("broken"));
  for (let turn = 0; turn < 4; turn += 1) await assert.rejects(inPool(broken), /broken/);
  assert.equal(await inPool(async () => "free"), "free");
});
