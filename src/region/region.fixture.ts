import { parseDay } from "../kernel/calendar/index.ts";
import { fixedClock } from "../kernel/clock/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { type Db, inTransaction, type Tx } from "../kernel/db/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import { type Actor, anonymous } from "../kernel/http/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox } from "../kernel/outbox/index.ts";
import { testSeal } from "../kernel/testing/index.ts";
import { subscriptions } from "./jobs.ts";
import { loadShipped } from "./load-shipped.ts";
import { checkRows, type Edition, parseDivisions, parseVillages } from "./read-edition.ts";
import { keeperPost } from "./rights.ts";

/** Ten in the morning of a Monday. */
export const monday = "2026-03-02T10:00:00+08:00";
export const today = parseDay("2026-03-02");

/** The officer who keeps the register, one who does not, and a visitor. */
const keeperSeat = { post: "keeper-post", duty: keeperPost, hall: "440000", department: "keepers" };
export const keeper: Actor = { kind: "staff", id: "keeper", assurance: 3, posts: [keeperPost], seats: [keeperSeat] };
export const neighbour: Actor = { kind: "staff", id: "neighbour", assurance: 3, posts: ["window-officer"], seats: [] };
export const visitor: Actor = anonymous;

/** A house with a clock that stands still. */
export function regionHouse(db: Db) {
  const clock = fixedClock(monday);
  const parts: Partial<House> = {
    config: readConfig(findRoot(), false, {}),
    secret: Buffer.alloc(32, 7),
    seal: testSeal,
    clock,
    db,
    log: createLog({ level: "silent" }),
    pages: createKeptPages(),
    outbox: createOutbox({ clock, hears: subscriptions }),
  };
  return { house: parts as House, clock };
}

/** A province with two cities, one of them without counties. */
export const smallDivisions = `code,gbCode,name,level,parent,tier
440000000000,440000,广东省,province,,gd-province
445100000000,445100,潮州市,city,440000000000,nonprd-city
445102000000,445102,湘桥区,county,445100000000,nonprd-county
445102111000,445102111,磷溪镇,town,445102000000,
445102112000,445102112,铁铺镇,town,445102000000,
445122000000,445122,饶平县,county,445100000000,nonprd-county
445122100000,445122100,黄冈镇,town,445122000000,
445122101000,445122101,上饶镇,town,445122000000,
441900000000,441900,东莞市,city,440000000000,prd-city
441900003000,441900003,东城街道,town,441900000000,
`;
export const smallVillages = `code,name
445102111001,磷溪社区
445102112201,铁铺村
445122100001,黄冈社区
445122101201,上饶村
441900003001,东城社区
`;

/** An edition of a few places, without history. */
export function smallEdition(changes: Partial<Edition> & { divisions?: string; villages?: string } = {}): Edition {
  const { divisions = smallDivisions, villages = smallVillages, ...facts } = changes;
  return {
    name: "small",
    sha256: `${divisions.length}-${villages.length}`,
    editionOn: parseDay("2023-06-30"),
    document: "试用区划",
    since: parseDay("1949-10-01"),
    rows: checkRows([...parseDivisions(divisions), ...parseVillages(villages)]),
    changes: [],
    hues: {},
    ...facts,
  };
}

/** Empties the register and fills it with an edition. */
export async function startAgain(db: Db, edition = smallEdition()) {
  await inTransaction(db, async (tx) => {
    await emptyRegister(tx);
    await loadShipped(tx, edition);
  });
}

async function emptyRegister(tx: Tx): Promise<void> {
  await tx.deleteFrom("region.site").execute();
  await tx.deleteFrom("region.hall").execute();
  await tx.deleteFrom("region.edition").execute();
  await tx.deleteFrom("region.division_successor").execute();
  await tx.deleteFrom("region.division_version").execute();
  await tx.deleteFrom("region.division_code").execute();
  await tx.deleteFrom("region.division").execute();
  await tx.deleteFrom("region.division_change").execute();
}
