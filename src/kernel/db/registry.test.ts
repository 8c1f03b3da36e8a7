import assert from "node:assert/strict";
import { test } from "node:test";
import { declareTables } from "./index.ts";

test("a hall table is spread by its hall, a person table by its person, the others not at all", () => {
  const tables = declareTables("identity", {
    window: "hall",
    account: "person",
    mobile: { class: "person", key: "mobile_hash" },
    level: "reference",
    job: "local",
  });
  assert.deepEqual(tables, [
    { name: "identity.window", class: "hall", key: "hall" },
    { name: "identity.account", class: "person", key: "person_id" },
    { name: "identity.mobile", class: "person", key: "mobile_hash" },
    { name: "identity.level", class: "reference", key: undefined },
    { name: "identity.job", class: "local", key: undefined },
  ]);
});
