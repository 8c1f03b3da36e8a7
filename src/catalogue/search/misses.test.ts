import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fixedClock } from "../../kernel/clock/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { listMisses, mayBePersonal, noteMiss } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const clock = fixedClock(new Date("2026-03-02T02:00:00Z"));
const hall = parseHallCode("440104");

test("Phrases that found nothing are counted by hall and day, the most asked first", async () => {
  const note = (words: string, where = hall) => noteMiss({ db, clock }, { hall: where, words });
  assert.equal(await note("放风筝"), true);
  await note("办 狗 证");
  await note("办狗证");
  await note("办狗证", parseHallCode("440100"));
  clock.advance(24 * 3600 * 1000);
  await note("办狗证");
  assert.deepEqual(await listMisses(db, hall, "2026-03-01"), [
    { phrase: "办狗证", asked: 3, lastOn: "2026-03-03" },
    { phrase: "放风筝", asked: 1, lastOn: "2026-03-02" },
  ]);
  assert.deepEqual(await listMisses(db, hall, "2026-03-04"), []);
});

test("Numbers of persons, phones, plates, mail and stories are not kept", async () => {
  const personal = [
    "44010419900307293X",
    "４４０１０４ １９９００３０７ ２９３Ｘ",
    "1 3 8-0013-8000",
    "020-83330000",
    "粤A12B45",
    "一三八零零一三八零零零",
    "somebody@example.org",
    "我家在某某路某某号三楼我想问一下我的孩子上学的事情到底应该找谁办理才可以",
  ];
  for (const words of personal) {
    assert.equal(mayBePersonal(words), true, words);
    assert.equal(await noteMiss({ db, clock }, { hall, words }), false, words);
  }
  const rows = await db.selectFrom("catalogue.search_miss").select("phrase").where("hall", "=", hall).execute();
  assert.deepEqual([...new Set(rows.map(({ phrase }) => phrase))].sort(), ["办狗证", "放风筝"]);
  for (const words of ["办狗证", "2024年高考", "c1驾照", "4g基站"]) assert.equal(mayBePersonal(words), false, words);
});
