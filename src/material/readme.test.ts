import assert from "node:assert/strict";
import { createReadStream, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { parseHallCode } from "../kernel/codes/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { filesOf, linkFile, sayScan, storeFile } from "./index.ts";
import { applicant, materialHouse } from "./material.fixture.ts";

const here = import.meta.dirname;

test("the example of the README does what it says", async () => {
  const ground = await openTestDb(import.meta.url);
  const { house, close } = await materialHouse(ground.db);
  const file = await storeFile(house, {
    hall: parseHallCode("445100"),
    by: applicant,
    name: "营业执照（副本）.pdf",
    stream: createReadStream(path.join(here, "examples/business-licence.pdf")),
    rules: { types: ["pdf", "jpg"], mostBytes: 5 * 1024 * 1024 },
    within: (tx, stored) => linkFile(house, tx, { hall: stored.hall, id: stored.id, use: "case:示例" }),
  });
  assert.deepEqual([file.type, file.pages, sayScan(file.scan)], ["pdf", 1, "未查杀"]);
  const photo = createReadStream(path.join(here, "examples/shop-front.jpg"));
  const shop = await storeFile(house, { hall: file.hall, by: applicant, name: "门头照.jpg", stream: photo });
  assert.equal(shop.type, "jpg");
  assert.deepEqual(await filesOf(ground.db, file.hall, "case:示例"), [file]);
  assert.match(readFileSync(path.join(here, "README.md"), "utf8"), /file\.type "pdf"，file\.pages 1/);
  await ground.close();
  await close();
});
