import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { addSealKey, loadSealKeys, parseSealKeys } from "./index.ts";

const folder = () => mkdtempSync(path.join(tmpdir(), "keys-"));
const a = "ab".repeat(32);
const b = "cd".repeat(32);

test("the keys are made once, for their owner only, and stay the same", () => {
  const dataDir = folder();
  const first = loadSealKeys(dataDir, {});
  assert.deepEqual([...first.versions.keys()], [1]);
  assert.notDeepEqual(first.digest, first.versions.get(1));
  assert.deepEqual(loadSealKeys(dataDir, {}), first);
  assert.equal(statSync(path.join(dataDir, "keys")).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(dataDir), ["keys"]);
});

test("a further version leaves the others and the digest key as they are", () => {
  const dataDir = folder();
  const first = loadSealKeys(dataDir, {});
  assert.equal(addSealKey(dataDir), 2);
  const second = loadSealKeys(dataDir, {});
  assert.deepEqual([...second.versions.keys()], [1, 2]);
  assert.deepEqual(second.versions.get(1), first.versions.get(1));
  assert.deepEqual(second.digest, first.digest);
  assert.equal(statSync(path.join(dataDir, "keys")).mode & 0o777, 0o600);
});

test("several machines take their keys from the environment, and then no file is made", () => {
  const dataDir = folder();
  const keys = loadSealKeys(dataDir, { SEAL_KEYS: `digest:${a},7:${b}, 65535:${a}` });
  assert.equal(keys.digest.toString("hex"), a);
  assert.deepEqual([...keys.versions.keys()], [7, 65_535]);
  assert.deepEqual(readdirSync(dataDir), []);
});

test("what is not of the shape is refused, and no key is repeated in the refusal", () => {
  const wrong = [
    "",
    a,
    `digest ${a}`,
    `1 ${a}`,
    `digest ${a}\n0 ${b}`,
    `digest ${a}\n65536 ${b}`,
    `digest ${a}\n1 ${b}\n1 ${a}`,
    `digest ${a}\ndigest ${a}\n1 ${b}`,
    `digest ${a}\n1 ${b.slice(1)}`,
  ];
  for (const text of wrong) {
    assert.throws(
      () => parseSealKeys(text, "SEAL_KEYS"),
      (error: { code?: string; message?: string }) =>
        error.code === "kernel/bad-keys" && !error.message?.includes("abab") && !error.message?.includes("cdcd"),
      text,
    );
  }
});
