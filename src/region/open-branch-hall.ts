import { sql } from "kysely";
import { dayOf } from "../kernel/calendar/index.ts";
import { type HallCode, isHallCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { RegionHouse } from "./change-register.ts";
import { afterPath, type Division } from "./division.ts";
import { parseName } from "./name.ts";
import { requireDivision } from "./queries.ts";
import { nextNumber } from "./register.ts";
import { requireKeeper, requireKeeperOf } from "./rights.ts";
import { versionsAt } from "./rows.ts";
import { assignSites } from "./sites.ts";
import type { HallRow } from "./tables.ts";
import { announce } from "./topics.ts";

/** All there is to say about a new hall; the rest follows from its place. */
export interface NewHall {
  /** Code of the province, city, county or functional district. */
  readonly division: string;
  /** Default: the place's name and 网上办事大厅. */
  readonly name?: string | undefined;
  /** A host name of its own, e.g. `chaoan.example.cn`; without it the hall is found at its path. */
  readonly host?: string | undefined;
  /** Theme hue, 180–290. */
  readonly hue?: number | undefined;
}

/** A hall that is ready. */
export interface OpenedHall {
  readonly code: HallCode;
  readonly name: string;
  /** Where people enter: `/h/445103`. */
  readonly path: string;
  /** Stations and points that belong to it from now on. */
  readonly sites: number;
}

/**
 * Opens a hall for a place (开设分厅): one call, ready at once. Its stations and points are those of the towns and villages
 * below it; the department windows follow from the organisations of the place.
 *
 * @throws HallError `region/not-keeper` (forbidden); `region/no-division` (not-found); `region/division-ended`, `region/hall-exists`,
 *   `region/host-taken` (conflict); `region/no-hall-here`, `region/bad-name`, `region/bad-host`, `region/bad-hue` (invalid).
 */
export async function openBranchHall(house: RegionHouse, tx: Tx, actor: Actor, command: NewHall): Promise<OpenedHall> {
  requireKeeper(actor);
  const now = house.clock.now();
  const change = await nextNumber(tx);
  const division = await requireDivision(tx, command.division);
  requireKeeperOf(actor, division.code);
  const hall = await newHall(tx, division, command, now);
  await tx.insertInto("region.hall").values(hall).execute();
  const below = sql`v.path > ${division.path} and v.path < ${afterPath(division.path)} and v.state = 'live'`;
  const sites = await assignSites(tx, await versionsAt(tx, below), now);
  await announce(house, tx, { change, kind: "hall-opened", on: dayOf(now), divisions: [division.code] });
  return { code: hall.code, name: hall.name, path: hallPath(hall.code), sites };
}

async function newHall(tx: Tx, division: Division, command: NewHall, at: Date): Promise<HallRow> {
  const { code, level, state } = division;
  if (state === "ended") {
    throw new HallError("conflict", "region/division-ended", `${division.name}已经撤销`, { code });
  }
  if (!isHallCode(code) || level === "town" || level === "village") {
    throw new HallError("invalid", "region/no-hall-here", "镇街、村居是县级大厅的站点，不单独设大厅", { code });
  }
  const host = command.host === undefined ? null : parseHost(command.host);
  const hue = command.hue ?? usualHue(code);
  if (!Number.isInteger(hue) || hue < 180 || hue > 290) {
    throw new HallError("invalid", "region/bad-hue", "主题色相应为180到290", {
      fields: { hue: "主题色相应为180到290" },
    });
  }
  await refuseTaken(tx, division, code, host);
  const name = command.name === undefined ? usualHallName(division.name) : parseName(command.name);
  return { code, division: division.key, name, host, hue, state: "open", opened_at: at, closed_at: null };
}

async function refuseTaken(tx: Tx, division: Division, code: HallCode, host: string | null): Promise<void> {
  const clashes = await tx
    .selectFrom("region.hall")
    .select(["code", "division", "host"])
    .where((words) =>
      words.or([
        words("division", "=", division.key),
        words("code", "=", code),
        ...(host ? [words("host", "=", host)] : []),
      ]),
    )
    .execute();
  if (clashes.some((one) => one.division === division.key || one.code === code)) {
    throw new HallError("conflict", "region/hall-exists", `${division.name}已经有大厅`, { code });
  }
  if (clashes.length > 0) {
    throw new HallError("conflict", "region/host-taken", "这个域名已经给了另一个大厅", {
      fields: { host: "这个域名已经给了另一个大厅" },
    });
  }
}

function parseHost(text: string): string {
  const host = text.trim().toLowerCase();
  if (host.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(host)) return host;
  throw new HallError("invalid", "region/bad-host", "域名写法不对", { fields: { host: "域名写法不对" } });
}

/** Where people enter a hall that has no host of its own. */
export function hallPath(code: string): string {
  return `/h/${code}`;
}

/** The name of a hall that nobody named otherwise. */
export function usualHallName(place: string): string {
  return `${place}网上办事大厅`;
}

/** A hue out of the code, so that neighbours differ: steps of 37 in the 111 hues from 180 to 290. */
export function usualHue(code: string): number {
  return 180 + ((Number(code.slice(2, 4)) * 37 + Number(code.slice(4)) * 23) % 111);
}
