import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { parseDay } from "../kernel/calendar/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  ancestorsOf,
  childrenOf,
  countBelow,
  descendantsOf,
  findDivision,
  historyOf,
  type LoadReport,
  loadHalls,
  loadShipped,
  requireDivision,
  resolveDivision,
  sitesOf,
  trailOf,
  treeAsOf,
} from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
let report: LoadReport;
before(async () => {
  report = await inTransaction(db, (tx) => loadShipped(tx), { budgetMs: 60_000 });
});

const none = { province: 0, city: 0, county: 0, town: 0, village: 0 };
const namesOf = (places: readonly { name: string }[]) => places.map(({ name }) => name);
const words = (steps: readonly { text: string }[]) => steps.map(({ text }) => text).join(" › ");

test("[A4] the shipped tree has 1/21/122/1,757 places of Guangdong and 1/4/26/243 of Hainan, and their 30,138 villages", async () => {
  assert.deepEqual(report.added, { province: 2, city: 25, county: 148, town: 2000, village: 30_138 });
  const guangdong = await countBelow(db, await requireDivision(db, "440000"));
  const hainan = await countBelow(db, await requireDivision(db, "460000"));
  assert.deepEqual(guangdong, { province: 0, city: 21, county: 122, town: 1757, village: 26_842 });
  assert.deepEqual(hainan, { province: 0, city: 4, county: 26, town: 243, village: 3296 });
});

test("loading the same edition again changes nothing and reports 0", async () => {
  const before = await treeAsOf(db);
  const again = await inTransaction(db, (tx) => loadShipped(tx));
  assert.deepEqual(again, { added: none, differing: [], halls: 0, sites: 0 });
  assert.deepEqual(await treeAsOf(db), before);
});

test("the counties and towns of Dongguan, Zhongshan, Danzhou and of the counties run by Hainan hang where they should", async () => {
  for (const [code, towns] of [
    ["441900", "东城街道"],
    ["442000", "石岐街道"],
    ["460400", "那大镇"],
  ] as const) {
    const children = await childrenOf(db, await requireDivision(db, code));
    assert.ok(children.every(({ level }) => level === "town") && namesOf(children).includes(towns), code);
  }
  const wuzhishan = await requireDivision(db, "469001");
  assert.deepEqual(namesOf(await ancestorsOf(db, wuzhishan)), ["海南省"]);
  const village = await requireDivision(db, "440103001101");
  assert.deepEqual(namesOf(await ancestorsOf(db, village)), ["广东省", "广州市", "荔湾区", "沙面街道"]);
  assert.equal((await descendantsOf(db, await requireDivision(db, "441900"), { only: ["town"] })).length, 36);
});

test("[A4] 潮安县 445121 of 2012 leads to 潮安区 445103 of today, with the day and the document", async () => {
  const { named, live, reasons } = await resolveDivision(db, "445121");
  assert.deepEqual([named.name, named.code, named.key], ["潮安区", "445103", "445103"]);
  assert.deepEqual(live, [named]);
  assert.deepEqual(
    reasons.map(({ kind, fromOn }) => ({ kind, fromOn })),
    [{ kind: "recode", fromOn: "2013-06-28" }],
  );
  const before = await findDivision(db, "445103", parseDay("2013-06-27"));
  assert.deepEqual([before?.code, before?.name], ["445121", "潮安县"]);
  const history = await historyOf(db, named.key);
  assert.deepEqual(
    history.map(({ code, name }) => `${code} ${name}`),
    ["445121 潮安县", "445103 潮安区"],
  );
});

test("磷溪, 铁铺 and 官塘 stood under 潮安县 until 28 June 2013 and stand under 湘桥区 since", async () => {
  const upper = async (day: string) => {
    const on = parseDay(day);
    const above = await ancestorsOf(db, await requireDivision(db, "445102111", on), on);
    return above.at(-1)?.name;
  };
  assert.equal(await upper("2013-06-27"), "潮安县");
  assert.equal(await upper("2013-06-28"), "湘桥区");
});

test("[A4] 潮阳市 440582, split in 2003, leads to both of its parts; before the split their towns stood under it", async () => {
  const { named, live, reasons } = await resolveDivision(db, "440582");
  assert.equal(named.state, "ended");
  assert.deepEqual(namesOf(live), ["潮阳区", "潮南区"]);
  assert.match(reasons[0]?.document ?? "", /国函〔2003〕11号/);
  const on = parseDay("2002-12-31");
  const chaoyang = await requireDivision(db, "440582", on);
  const after = [...(await childrenOf(db, live[0] ?? chaoyang)), ...(await childrenOf(db, live[1] ?? chaoyang))];
  assert.equal((await childrenOf(db, chaoyang, on)).length, after.length);
  assert.equal(await findDivision(db, "440513", on), undefined, "the part is younger");
});

test("枫溪区, a functional district without a state code, has a hall and its town, and is not counted as a county", async () => {
  const halls = await loadHalls(db);
  const fengxi = halls.find("445171");
  assert.equal(fengxi?.division.kind, "functional");
  assert.equal(fengxi?.upper, "445100");
  assert.deepEqual(fengxi?.counts, { ...none, town: 1, village: 33 });
  assert.equal(halls.find("445100")?.counts.county, 3);
  const town = await requireDivision(db, "445103121");
  assert.equal(halls.of(town)?.code, "445171");
});

test("[A4] every province, city and county has a hall, towns have stations and villages have points", async () => {
  assert.equal(report.halls, 2 + 25 + 148 + 1);
  assert.equal(report.sites, 2000 + 30_138);
  const halls = await loadHalls(db);
  const guangdong = halls.find("440000");
  assert.ok(guangdong);
  assert.equal(words(trailOf(halls, guangdong)), "广东省 › 21 市 › 122 县区 › 1,757 镇街 › 26,842 村社区");
  assert.equal(guangdong.name, "广东省网上办事大厅");
  assert.equal(guangdong.path, "/h/440000");
  assert.equal(halls.below(guangdong).length, 21);
  const dongguan = halls.find("441900");
  assert.ok(dongguan);
  assert.equal(dongguan.division.tier, "prd-city");
  assert.equal((await sitesOf(db, dongguan.code, "station")).length, 36, "stations of the city where no county is");
  assert.ok(halls.all.every(({ hue }) => hue >= 180 && hue <= 290));
  assert.equal(halls.find("445121"), halls.find("445103"), "an old code finds the hall");
});

test("[A4] every province, city and county stands in a group of the targets; a county in that of its city", async () => {
  const { all } = await loadHalls(db);
  const official = all.filter(({ division }) => division.kind === "official");
  const tierOf = new Map(official.map(({ code, division }) => [code as string, division.tier]));
  for (const { code, upper, division } of official) {
    assert.match(division.tier ?? "", new RegExp(`^(?:gd|hi)-province$|^(?:prd|nonprd|hi)-${division.level}$`), code);
    const above = upper === undefined ? undefined : tierOf.get(upper);
    if (division.level === "county" && above?.endsWith("-city")) {
      assert.equal(division.tier?.replace("-county", ""), above.replace("-city", ""), code);
    }
  }
});
