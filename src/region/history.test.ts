import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { addCalendarDays, type Day, parseDay, startOf } from "../kernel/calendar/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  type Changed,
  type Division,
  foundDivision,
  keysOf,
  loadHalls,
  mergeDivisions,
  moveDivision,
  recodeDivision,
  renameDivision,
  resolveDivision,
  splitDivision,
  treeAsOf,
} from "./index.ts";
import { keeper, regionHouse, startAgain } from "./region.fixture.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house, clock } = regionHouse(db);
const firstDay = parseDay("2026-01-05");

/** One step of a random story: which act, on which places (indexes into the live tree), and whether the day goes on. */
interface Step {
  act: "rename" | "recode" | "move" | "merge" | "split" | "found";
  one: number;
  other: number;
  days: number;
}
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom("rename", "recode", "move", "merge", "split", "found"),
  one: fc.nat(30),
  other: fc.nat(30),
  days: fc.nat(2),
});

const pick = <T>(list: readonly T[], n: number): T => {
  const found = list[n % list.length];
  if (found === undefined) throw new Error("an empty list");
  return found;
};

let serial = 0;
/** A code nobody had, of the length and prefix of another. */
function freshCode(like: string): string {
  serial += 1;
  if (like.length === 6)
    return `44${String(60 + (Math.floor(serial / 79) % 40)).padStart(2, "0")}${String(1 + (serial % 79)).padStart(2, "0")}`;
  return `${like.slice(0, -3)}${String(300 + (serial % 690)).padStart(3, "0")}`;
}

function tell(tx: Tx, on: Day, tree: readonly Division[], { act, one, other }: Step): Promise<Changed> {
  const common = { on, document: { title: `批复${serial}` } };
  const place = pick(
    tree.filter(({ level }) => level !== "province" && level !== "city"),
    one,
  );
  const same = tree.filter(({ level }) => level === place.level);
  const below = tree.filter(({ upper }) => upper === place.key).map(({ code }) => code);
  const code = place.code;
  if (act === "rename") return renameDivision(house, tx, keeper, { ...common, code, name: `新${one}${other}` });
  if (act === "recode") return recodeDivision(house, tx, keeper, { ...common, code, newCode: freshCode(code) });
  if (act === "move") return moveDivision(house, tx, keeper, { ...common, code, upper: pick(tree, other).code });
  if (act === "found") {
    return foundDivision(house, tx, keeper, {
      ...common,
      code: freshCode(code),
      name: "新设",
      upper: pick(tree, other).code,
    });
  }
  if (act === "merge") {
    const into = other % 3 === 0 ? { code: freshCode(code), name: "合并" } : { code: pick(same, other).code };
    return mergeDivisions(house, tx, keeper, { ...common, codes: [code, pick(same, other).code], into });
  }
  const cut = below.length === 0 ? 0 : other % below.length;
  const first =
    other % 2 === 0 ? { code, takes: [] } : { code: freshCode(code), name: "甲", takes: below.slice(0, cut) };
  const rest = { code: freshCode(code), name: "乙", takes: below.slice(cut) };
  return splitDivision(house, tx, keeper, { ...common, code, into: [first, rest] });
}

/** Each place below the provinces has one live upper place; paths say the same; a code stands once. */
function checkTree(tree: readonly Division[]): void {
  const byKey = new Map(tree.map((one) => [one.key, one]));
  assert.equal(byKey.size, tree.length, "a place stands in the tree once");
  assert.equal(new Set(tree.map(({ code }) => code)).size, tree.length, "a code names one place");
  for (const place of tree) {
    const above = keysOf(place.path);
    assert.equal(above.at(-1), place.key);
    assert.equal(new Set(above).size, above.length, "no place stands above itself");
    if (place.level === "province") continue;
    const upper = place.upper && byKey.get(place.upper);
    assert.ok(upper, `${place.name} has a live upper place`);
    assert.equal(place.path, `${upper.path}${place.key}/`);
  }
}

test("[A4] whatever is renamed, recoded, moved, merged, split and founded: the past stays, every code resolves, the tree is a tree", async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (story) => {
      await startAgain(db);
      const past = new Map<Day, Division[]>();
      const codes = new Set((await treeAsOf(db)).map(({ code }) => code));
      let on = firstDay;
      for (const one of story) {
        past.set(on, await treeAsOf(db, on));
        on = addCalendarDays(on, one.days);
        clock.set(startOf(on));
        if (one.days === 0) past.delete(on); // the day is not over
        const tree = await treeAsOf(db);
        const written = await versions();
        try {
          await inTransaction(db, (tx) => tell(tx, on, tree, one));
          done += 1;
        } catch (error) {
          if (!(error instanceof HallError)) throw error;
        }
        const kept = new Map((await versions()).map((row) => [`${row.division} ${row.version}`, row]));
        for (const row of written) assert.deepEqual(kept.get(`${row.division} ${row.version}`), row, "only added to");
        const now = await treeAsOf(db);
        checkTree(now);
        for (const { code } of now) codes.add(code);
      }
      for (const [day, tree] of past) {
        assert.deepEqual(await treeAsOf(db, day), tree, `the tree of ${day}`);
        checkTree(tree);
      }
      const live = new Set((await treeAsOf(db)).map(({ key }) => key));
      for (const code of codes) {
        const found = (await resolveDivision(db, code)).live;
        assert.ok(found.length > 0 && found.every(({ key }) => live.has(key)), `${code} leads to live places`);
      }
      await checkSites();
    }),
    { numRuns: 25 },
  );
  assert.ok(done > 60, `${done} acts were carried out`);
});

const versions = () => db.selectFrom("region.division_version").selectAll().execute();

/** Every live town and village is served by the nearest open hall above it, and no other place has a site. */
async function checkSites(): Promise<void> {
  const halls = await loadHalls(db);
  const sites = await db.selectFrom("region.site").select(["division", "hall"]).where("state", "=", "open").execute();
  const served = (await treeAsOf(db)).filter(({ level }) => level === "town" || level === "village");
  assert.deepEqual(
    new Map(sites.map(({ division, hall }) => [division, hall])),
    new Map(served.map((place) => [place.key, halls.of(place)?.code] as const)),
  );
}
