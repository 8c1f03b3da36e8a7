import assert from "node:assert/strict";
import { test } from "node:test";
import { createTestDatabase, quiet } from "../testing/index.ts";
import { closeDb, openDb } from "./index.ts";

async function openingDatabase(clause: string): Promise<void> {
  const database = await createTestDatabase(import.meta.url, clause);
  try {
    await closeDb(await openDb({ url: database.url, log: quiet, readers: 1, writers: 1 }));
  } finally {
    await database.drop();
  }
}

test("a database in UTF-8 with a ctype that knows Chinese letters is opened", async () => {
  await openingDatabase("template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8'");
  await openingDatabase("template template0 encoding 'UTF8' locale_provider libc locale 'C.UTF-8'");
});

test("a database under ctype C is refused, for search would find nothing in it", async () => {
  for (const clause of [
    "template template0 encoding 'UTF8' locale_provider libc locale 'C'",
    "template template0 encoding 'UTF8' locale_provider libc lc_collate 'C.UTF-8' lc_ctype 'POSIX'",
    "template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C' locale 'C.UTF-8'",
  ]) {
    await assert.rejects(openingDatabase(clause), { kind: "conflict", code: "kernel/database-encoding" }, clause);
  }
});

test("a database that is not in UTF-8 is refused", async () => {
  const clause = "template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'";
  await assert.rejects(openingDatabase(clause), { kind: "conflict", code: "kernel/database-encoding" });
});

test("a database that is not there is a mistake, one that does not answer is away", async () => {
  const database = await createTestDatabase(import.meta.url);
  await database.drop();
  await assert.rejects(openDb({ url: database.url, log: quiet }), { code: "3D000" });
  const nowhere = openDb({ url: "postgres://u@127.0.0.1:1/hall", log: quiet });
  await assert.rejects(nowhere, { kind: "unavailable", code: "kernel/database-away" });
});
