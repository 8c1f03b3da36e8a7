import { fixedClock } from "../kernel/clock/index.ts";
import { codeMappings, codeTables, createCodes } from "../kernel/codes/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import type { Db } from "../kernel/db/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import {
  type Actor,
  type Assets,
  createServer,
  type HallServer,
  noAssets,
  withMadeAssets,
} from "../kernel/http/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox } from "../kernel/outbox/index.ts";
import { testSeal } from "../kernel/testing/index.ts";
import { organization } from "../organization/index.ts";
import { keeperPost, region } from "../region/index.ts";
import { openPortal, web } from "./index.ts";

/** Ten in the morning of a Monday. */
const monday = "2026-03-02T10:00:00+08:00";

/** The officer who keeps the register of places. */
const keeperSeat = { post: "keeper-post", duty: keeperPost, hall: "440000", department: "keepers" };
export const keeper: Actor = { kind: "staff", id: "keeper", assurance: 3, posts: [keeperPost], seats: [keeperSeat] };

/** Stands where the files of a build would be: names without content. */
export const emptyFiles: Assets = withMadeAssets(noAssets, { "hall.css": "", "islands.js": "", "favicon.svg": "" });

/** A house whose clock stands still. */
export function webHouse(db: Db): House {
  const clock = fixedClock(monday);
  const parts: Partial<House> = {
    config: readConfig(findRoot(), false, { PUBLIC_URL: "https://hall.example.cn" }),
    secret: Buffer.alloc(32, 7),
    seal: testSeal,
    clock,
    db,
    codes: createCodes(codeTables, codeMappings),
    log: createLog({ level: "silent" }),
    outbox: createOutbox({ clock, hears: [] }),
    pages: createKeptPages(),
  };
  return parts as House;
}

/** The portal as a server: its pages, and the register's routes beside them. */
export async function portalServer(house: House, built: Assets = emptyFiles): Promise<HallServer> {
  const pages = web.pages ?? [];
  const routes = [...(region.routes ?? []), ...(organization.routes ?? [])];
  const portal = await openPortal(house, { pages, built });
  return await createServer(house, { pages, routes, ...portal, accessLog: false, perMinute: 0 });
}
