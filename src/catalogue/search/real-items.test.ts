import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import questions from "./examples/questions.json" with { type: "json" };
import { indexItems, search, syncSynonyms } from "./index.ts";
import { everydayMatters, isOf, meantBy } from "./lacking.ts";
import { keyOf } from "./normalize.ts";
import { makeQueries, readQueries } from "./queries.fixture.ts";
import { realEntries, realItems } from "./real-items.fixture.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
/** The county finds what its city and province handle, the province what its city handles. */
const halls = [parseHallCode("440104"), parseHallCode("440000")];

before(async () => {
  await inTransaction(db, async (tx) => {
    await syncSynonyms(tx);
    await indexItems(tx, realEntries());
    await sql`analyze catalogue.search_entry`.execute(tx);
  });
});

for (const hall of halls) {
  test(`[C18] Every title of the real catalogue finds itself first in ${hall} (a twin of the same name counts)`, async () => {
    const names = new Set(realItems().map(({ name }) => name));
    const astray: string[] = [];
    for (const name of names) {
      const { hits } = await search(db, { words: name, hall, pageSize: 1 });
      if (hits[0]?.name !== name) astray.push(`${name} → ${hits[0]?.name}`);
    }
    assert.deepEqual(astray, []);
  });
}

test("The written query set is the one that the data gives", () => {
  assert.deepEqual(readQueries(), makeQueries(realEntries()));
});

for (const hall of halls) {
  test(`[C18] Of each kind of phrase at least 95 % find the item in the first five in ${hall}, in both halves`, async (context) => {
    const tally = new Map<string, { right: number; all: number }>();
    for (const { kind, half, words, expect } of readQueries()) {
      const { hits } = await search(db, { words, hall, pageSize: 5 });
      const right = hits.some(({ name }) => expect.includes(name)) ? 1 : 0;
      if (process.env.SHOW && !right)
        context.diagnostic(`${kind} ${words} → ${hits.map((h) => h.name + h.reason).join(" | ")}`);
      for (const row of [`${kind} ${half}`, `all ${half}`]) {
        const before = tally.get(row) ?? { right: 0, all: 0 };
        tally.set(row, { right: before.right + right, all: before.all + 1 });
      }
    }
    for (const [row, { right, all }] of [...tally].sort()) {
      context.diagnostic(`${row}: ${right} of ${all} (${((100 * right) / all).toFixed(1)} %)`);
      assert.ok(right / all >= 0.95, `${row}: ${right} of ${all}`);
    }
  });
}

test("[A9] [C18] questions as people put them find the item in the first five, those that nothing was tuned by as well", async (context) => {
  const [county] = halls;
  const bars = { tune: 0.97, "hold-out": 0.9 };
  for (const half of ["tune", "hold-out"] as const) {
    const asked = questions.phrases.filter((one) => one.half === half);
    const astray: string[] = [];
    for (const { words, expect } of asked) {
      const { hits } = await search(db, { words, hall: county ?? assert.fail(), pageSize: 5 });
      if (!hits.some(({ name }) => expect.some((beginning) => name.startsWith(beginning)))) astray.push(words);
    }
    const right = asked.length - astray.length;
    context.diagnostic(`${half}: ${right} of ${asked.length} (${((100 * right) / asked.length).toFixed(1)} %)`);
    assert.ok(right / asked.length >= bars[half], `${half}, astray: ${astray.join("、")}`);
  }
});

test("[A9] what nobody offers is said to be so, not put right into something else", async () => {
  const [county] = halls;
  for (const words of ["公积金提取", "医保断缴", "老人证怎么办", "小孩上学", "宠物狗上证"]) {
    const { hits, missed, isVague } = await search(db, { words, hall: county ?? assert.fail() });
    assert.ok(missed || isVague, `${words} → ${hits[0]?.name}`);
    assert.ok(!hits.some(({ reason }) => reason.startsWith("错字纠正")), words);
  }
});

test("[A9] everyday matters that the real catalogue lacks are said to be lacking, those it has are not", async (context) => {
  const [county = assert.fail()] = halls;
  const titles = realEntries().map(({ name }) => ({ name_key: keyOf(name) }));
  const astray: string[] = [];
  let lacking = 0;
  for (const matter of everydayMatters) {
    const isThere = titles.some((title) => isOf(matter, title));
    if (!isThere) lacking += 1;
    for (const words of matter.said.map((pattern) => pattern.join(""))) {
      const said = (await search(db, { words, hall: county })).lacking?.name;
      if (said !== (isThere ? undefined : matter.name)) astray.push(`${words} → ${said}`);
    }
  }
  context.diagnostic(`${everydayMatters.length} matters, ${lacking} of them lacking`);
  assert.deepEqual(astray, []);
  assert.ok(lacking >= 40);
  for (const words of ["身份证丢了", "换驾照", "老人补贴", "公积金提取", "给娃上户口"]) {
    assert.ok((await search(db, { words, hall: county })).lacking, words);
  }
  for (const words of ["护照", "结婚登记"])
    assert.equal((await search(db, { words, hall: county })).lacking, undefined);
});

test("[A9] of a question that has its item the catalogue never says that it has none", async () => {
  const [county = assert.fail()] = halls;
  const asked = [...readQueries(), ...questions.phrases].filter(({ words }) => meantBy(keyOf(words)));
  assert.ok(asked.length > 10, `${asked.length} questions speak of a matter on the list`);
  for (const { words } of asked) {
    assert.equal((await search(db, { words, hall: county })).lacking, undefined, words);
  }
});
