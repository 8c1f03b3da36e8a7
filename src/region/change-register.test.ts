import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { parseDay } from "../kernel/calendar/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  ancestorsOf,
  type Changed,
  findDivision,
  foundDivision,
  historyOf,
  loadHalls,
  mergeDivisions,
  moveDivision,
  openBranchHall,
  recodeDivision,
  renameDivision,
  requireDivision,
  resolveDivision,
  sitesOf,
  splitDivision,
  treeAsOf,
} from "./index.ts";
import { keeper, monday, neighbour, regionHouse, smallEdition, startAgain, today, visitor } from "./region.fixture.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house, clock } = regionHouse(db);
beforeEach(async () => {
  clock.set(monday);
  await startAgain(db);
});

const because = { on: today, document: { title: "民政厅批复〔2026〕1号" } };
const act = (work: (tx: Tx) => Promise<Changed>) => inTransaction(db, work);
const namesOf = (places: readonly { name: string }[]) => places.map(({ name }) => name);
const rowsOf = async () => ({
  versions: await db.selectFrom("region.division_version").selectAll().orderBy("division").orderBy("version").execute(),
  changes: await db.selectFrom("region.division_change").selectAll().orderBy("number").execute(),
  halls: await db.selectFrom("region.hall").selectAll().orderBy("code").execute(),
  sites: await db.selectFrom("region.site").selectAll().orderBy("division").execute(),
  news: await db.selectFrom("kernel.outbox").select("id").where("hall", "=", "440000").orderBy("id").execute(),
});

/** Runs an act that must be refused, and sees that nothing is left of it. */
async function refused(code: string, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  const before = await rowsOf();
  await assert.rejects(inTransaction(db, work), { code });
  assert.deepEqual(await rowsOf(), before);
}

test("[A4] a renamed county keeps its code and history, and the day before it has its old name", async () => {
  const { touched } = await act((tx) =>
    renameDivision(house, tx, keeper, { ...because, code: "445122", name: "饶平区" }),
  );
  assert.equal(touched, 1);
  assert.equal((await requireDivision(db, "445122")).name, "饶平区");
  assert.equal((await requireDivision(db, "445122", parseDay("2026-03-01"))).name, "饶平县");
  const history = await historyOf(db, (await requireDivision(db, "445122")).key);
  assert.deepEqual(namesOf(history), ["饶平县", "饶平区"]);
  assert.deepEqual(history[1]?.change.document, because.document.title);
  assert.deepEqual((await resolveDivision(db, "445122")).reasons, [], "a rename needs no new code");
});

test("[A4] a recoded county takes the codes of its towns and villages along; every old code leads to its place", async () => {
  const command = { ...because, code: "445122", newCode: "445104", name: "饶平区" };
  const { touched } = await act((tx) => recodeDivision(house, tx, keeper, command));
  assert.equal(touched, 5);
  assert.equal((await findDivision(db, "445122101201"))?.code, "445104101201");
  const { live, reasons } = await resolveDivision(db, "445122100");
  assert.deepEqual([live[0]?.name, live[0]?.code, reasons[0]?.kind], ["黄冈镇", "445104100", "recode"]);
  const halls = await loadHalls(db);
  assert.equal(halls.find("445104")?.code, "445122", "the hall keeps its code: it leads the keys of all cases");
});

test("[A4] a merged county leads to the one that took it over, its towns hang there, and its hall closes", async () => {
  const merge = { ...because, codes: ["445102", "445122"], into: { code: "445102" } };
  const { closedHalls } = await act((tx) => mergeDivisions(house, tx, keeper, merge));
  assert.deepEqual(closedHalls, ["445122"]);
  const { live, reasons } = await resolveDivision(db, "445122");
  assert.deepEqual([namesOf(live), reasons[0]?.kind], [["湘桥区"], "merge"]);
  assert.deepEqual(namesOf(await ancestorsOf(db, await requireDivision(db, "445122101201"))), [
    "广东省",
    "潮州市",
    "湘桥区",
    "上饶镇",
  ]);
  const halls = await loadHalls(db);
  assert.deepEqual([halls.find("445122")?.state, halls.find("445122")?.successors], ["closed", ["445102"]]);
  assert.equal((await sitesOf(db, parseHallCode("445102"), "station")).length, 4);
});

test("[A4] a split county leads to all its parts; its towns are served by the city until the parts have halls", async () => {
  const into = [
    { code: "445106", name: "黄冈区", takes: ["445122100"] },
    { code: "445107", name: "上饶区", takes: ["445122101"] },
  ];
  await act((tx) => splitDivision(house, tx, keeper, { ...because, code: "445122", into }));
  assert.deepEqual(namesOf((await resolveDivision(db, "445122")).live), ["黄冈区", "上饶区"]);
  assert.equal((await sitesOf(db, parseHallCode("445100"))).length, 4);
  const opened = await inTransaction(db, (tx) => openBranchHall(house, tx, keeper, { division: "445106" }));
  assert.equal(opened.sites, 2);
  assert.deepEqual((await loadHalls(db)).find("445122")?.successors, ["445106"]);
});

test("a county that gives a part away lives on under its code", async () => {
  const into = [
    { code: "445122", takes: [] },
    { code: "445107", name: "上饶区", takes: ["445122101"] },
  ];
  const { closedHalls } = await act((tx) => splitDivision(house, tx, keeper, { ...because, code: "445122", into }));
  assert.deepEqual(closedHalls, []);
  assert.deepEqual(namesOf((await resolveDivision(db, "445122")).live), ["饶平县"]);
  assert.equal((await ancestorsOf(db, await requireDivision(db, "445122101"))).at(-1)?.name, "上饶区");
});

test("[A4] a town that moves to another county goes there with its villages and its station", async () => {
  const command = { ...because, code: "445102111", upper: "445122", newCode: "445122111" };
  await act((tx) => moveDivision(house, tx, keeper, command));
  const village = await requireDivision(db, "445102111001");
  assert.equal(village.code, "445122111001");
  assert.equal((await ancestorsOf(db, village))[2]?.name, "饶平县");
  assert.ok((await sitesOf(db, parseHallCode("445122"))).some(({ division }) => division.key === village.key));
});

test("a code that a place ever had is never given to another place", async () => {
  await act((tx) => recodeDivision(house, tx, keeper, { ...because, code: "445122", newCode: "445104" }));
  const codes = ["445122", "445104", "445102"];
  for (const newCode of codes) {
    await refused("region/code-taken", (tx) =>
      recodeDivision(house, tx, keeper, { ...because, code: "441900", newCode }),
    );
  }
  // Below: 445102111 is taken, and the recode of 445122101 → … would reach it.
  const found = { ...because, code: "445103111", name: "某镇", upper: "445122" };
  await act((tx) => foundDivision(house, tx, keeper, found));
  await refused("region/code-taken", (tx) =>
    recodeDivision(house, tx, keeper, { ...because, code: "445102", newCode: "445103" }),
  );
  const back = { ...because, code: "445104", newCode: "445122" };
  await act((tx) => recodeDivision(house, tx, keeper, back));
  assert.equal((await requireDivision(db, "445104")).code, "445122", "its own old code it may have back");
});

test("what the tree forbids is refused and leaves no trace", async () => {
  const ends = { ...because, code: "445122" };
  await refused("region/children-left", (tx) =>
    splitDivision(house, tx, keeper, {
      ...ends,
      into: [
        { code: "445106", name: "黄冈区", takes: ["445122100"] },
        { code: "445107", name: "上饶区", takes: [] },
      ],
    }),
  );
  await refused("region/bad-split", (tx) => splitDivision(house, tx, keeper, { ...ends, into: [] }));
  await refused("region/bad-split", (tx) =>
    splitDivision(house, tx, keeper, {
      ...ends,
      into: [
        { code: "445106", name: "黄冈区", takes: ["445102111"] },
        { code: "445122", takes: [] },
      ],
    }),
  );
  await refused("region/bad-merger", (tx) =>
    mergeDivisions(house, tx, keeper, { ...because, codes: ["445122"], into: { code: "445122" } }),
  );
  await refused("region/bad-merger", (tx) =>
    mergeDivisions(house, tx, keeper, { ...because, codes: ["445122", "445102111"], into: { code: "445122" } }),
  );
  await refused("region/bad-merger", (tx) =>
    mergeDivisions(house, tx, keeper, { ...because, codes: ["445122", "445102"], into: { code: "445109" } }),
  );
  await refused("region/level-does-not-fit", (tx) =>
    moveDivision(house, tx, keeper, { ...because, code: "445102", upper: "445122" }),
  );
  await refused("region/wrong-code", (tx) =>
    recodeDivision(house, tx, keeper, { ...because, code: "445122", newCode: "445122105" }),
  );
  await refused("region/bad-name", (tx) =>
    renameDivision(house, tx, keeper, { ...because, code: "445122", name: " " }),
  );
  await refused("region/no-division", (tx) =>
    renameDivision(house, tx, keeper, { ...because, code: "445199", name: "无" }),
  );
});

test("only the keeper of the register changes it: a neighbour, a visitor may not", async () => {
  for (const actor of [neighbour, visitor]) {
    await refused("region/not-keeper", (tx) =>
      renameDivision(house, tx, actor, { ...because, code: "445122", name: "饶平区" }),
    );
    await refused("region/not-keeper", (tx) => openBranchHall(house, tx, actor, { division: "445122" }));
  }
});

test("a change needs its document, is not entered before its day, and not behind a later one", async () => {
  const rename = (on: string, title: string) => (tx: Tx) =>
    renameDivision(house, tx, keeper, { on: parseDay(on), document: { title }, code: "445122", name: "饶平区" });
  await refused("region/no-document", rename("2026-03-02", " "));
  await refused("region/not-yet", rename("2026-03-03", "批复"));
  await act(rename("2026-02-10", "批复"));
  await refused("region/too-early", rename("2026-02-09", "批复"));
  await act(rename("2026-02-10", "再批复"));
});

test("a place that is no more takes no part in changes", async () => {
  await act((tx) => mergeDivisions(house, tx, keeper, { ...because, codes: ["445122"], into: { code: "445102" } }));
  await refused("region/division-ended", (tx) =>
    renameDivision(house, tx, keeper, { ...because, code: "445122", name: "饶平区" }),
  );
  await refused("region/division-ended", (tx) => openBranchHall(house, tx, keeper, { division: "445122" }));
});

test("a newer edition adds what is new, changes nothing else, and says what is different here", async () => {
  await act((tx) => renameDivision(house, tx, keeper, { ...because, code: "445122", name: "饶平区" }));
  const before = await treeAsOf(db);
  const villages = `code,name\n445102111001,磷溪社区\n445102111002,新村\n`;
  const { loadShipped } = await import("./index.ts");
  const report = await inTransaction(db, (tx) => loadShipped(tx, smallEdition({ villages })));
  assert.deepEqual([report.added.village, report.differing, report.halls, report.sites], [1, ["445122"], 0, 1]);
  const after = await treeAsOf(db);
  assert.deepEqual(
    after.filter(({ code }) => code !== "445102111002"),
    before,
  );
});

test("an edition with a wrong code, a code twice or a missing upper division is refused as a whole", () => {
  const villages = "code,name\n445102111001,甲\n445102111001,乙\n445199111001,丙\n44510211100,丁\n";
  assert.throws(
    () => smallEdition({ villages }),
    (error: { code: string; details: { count: number } }) =>
      error.code === "region/bad-edition" && error.details.count === 3,
  );
  assert.throws(() => smallEdition({ villages: "name,code\n" }), { code: "region/bad-edition" });
});
