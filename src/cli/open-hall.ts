import { randomBytes } from "node:crypto";
import { appoint, engageStaff } from "../identity/index.ts";
import { dayOf } from "../kernel/calendar/index.ts";
import { type HallCode, isHallCode, parseHallCode } from "../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { addPost, departmentsOf, makeUsualDepartments, postsOf } from "../organization/index.ts";
import { foundDivision, hallServing, openBranchHall, requireDivision } from "../region/index.ts";

/** All there is to say about a new branch hall, station or point. */
export interface HallOrder {
  /** Code of the place: a province, city, county or functional district gets a hall, a town a station, a village a point. */
  readonly division: string;
  readonly name?: string | undefined;
  readonly host?: string | undefined;
  readonly hue?: number | undefined;
  /** Where the register does not know the place yet: it is founded first. */
  readonly place?: { readonly name: string; readonly upper: string; readonly takes: readonly string[] } | undefined;
  /** The document on which all of it rests. */
  readonly document: string;
  /** Login names of the first officers of a hall. */
  readonly editor?: string | undefined;
  readonly administrator?: string | undefined;
}

/** What is ready. */
export interface HallReport {
  readonly name: string;
  readonly kind: "hall" | "station" | "point";
  /** The hall at which people are served: its own, or the one above. */
  readonly hall: HallCode;
  /** Where people enter. */
  readonly path: string;
  readonly departments: number;
  /** Stations and points that belong to a hall from now on. */
  readonly sites: number;
}

/** An officer who may sign in, with the password that he has to change. */
export interface FirstOfficer {
  readonly loginName: string;
  readonly password: string;
  readonly account: string;
}

const system: Actor = { kind: "system", id: "command", assurance: 3, posts: [] };

/**
 * Opens a branch hall (开设分厅), or a station or point for a new town or village: place, hall, sites, the usual departments with
 * their windows and the posts of its editors, in one transaction. Ready at once; running processes notice within two seconds.
 *
 * @throws HallError as `foundDivision`, `openBranchHall`, `makeUsualDepartments`; nothing is left then.
 */
export async function openHall(house: House, order: HallOrder): Promise<HallReport> {
  return await inTransaction(house.db, (tx) => openIn(house, tx, order), { budgetMs: 60_000, statementMs: 60_000 });
}

async function openIn(house: House, tx: Tx, order: HallOrder): Promise<HallReport> {
  const because = { on: dayOf(house.clock.now()), document: order.document };
  if (order.place) {
    const { division: code, place } = order;
    const told = { on: because.on, document: { title: because.document } };
    await foundDivision(house, tx, system, { ...told, ...place, code, kind: kindOf(code) });
  }
  const { level, key, code, name } = await requireDivision(tx, order.division);
  const isSite = level === "town" || level === "village";
  const opened = isSite ? undefined : await openBranchHall(house, tx, system, order);
  const { added } = await makeUsualDepartments(house, tx, system, { ...because, division: code });
  const hall = opened?.code ?? (await hallServing(tx, key));
  if (!hall) throw new RangeError(`no hall serves ${code}`);
  if (opened) {
    await addPosts(house, tx, opened.code);
    return { name: opened.name, kind: "hall", hall, path: opened.path, departments: added.length, sites: opened.sites };
  }
  const kind = level === "town" ? ("station" as const) : ("point" as const);
  return { name, kind, hall, path: `/halls/${code}`, departments: added.length, sites: 0 };
}

/**
 * Completes a hall that is open: the usual departments it lacks, with windows, and the posts of its editors. A second time adds nothing.
 *
 * @throws HallError as `makeUsualDepartments`.
 */
export async function equipHall(house: House, hall: HallCode, document: string): Promise<{ departments: number }> {
  return await inTransaction(house.db, async (tx) => {
    const because = { on: dayOf(house.clock.now()), document };
    const { added } = await makeUsualDepartments(house, tx, system, { ...because, division: hall });
    await addPosts(house, tx, hall);
    return { departments: added.length };
  });
}

/** Zones have codes of ours, from 71 to 80 (region/README). */
function kindOf(code: string): "functional" | "official" {
  return isHallCode(code) && /^\d{4}(?:7[1-9]|80)$/.test(code) ? "functional" : "official";
}

/** The posts that every hall needs before anybody can work in it. */
const firstPosts = {
  editor: { name: "事项编制岗", duties: ["catalogue-editor", "catalogue-publisher"] },
  legality: { name: "合法性审查岗", duties: ["legality-reviewer"] },
  administrator: { name: "大厅管理岗", duties: ["hall-administrator"] },
} as const;

async function addPosts(house: House, tx: Tx, hall: HallCode): Promise<void> {
  const place = await requireDivision(tx, hall);
  const there = await departmentsOf(tx, place.key);
  const department = there.find(({ kind }) => kind === "government") ?? there[0];
  if (!department) return;
  const known = await postsOf(tx, hall, { department: department.key });
  for (const post of Object.values(firstPosts)) {
    if (known.some(({ name }) => name === post.name)) continue;
    await addPost(house, tx, system, { department: department.key, ...post });
  }
}

/** A password for one sign-in, 96 random bits; whoever gets it changes it before he may do anything. */
export function oneTimePassword(): string {
  return randomBytes(12).toString("base64url");
}

/**
 * Takes the first officer of a hall into service on one of its posts. He signs in with the password given here and has to change it.
 *
 * @throws HallError as `engageStaff`, `appoint`.
 */
export async function engageFirst(
  house: House,
  order: { hall: string; loginName: string; post: "editor" | "administrator"; name?: string | undefined },
): Promise<FirstOfficer> {
  const { hall, loginName, post } = order;
  const place = firstPosts[post].name;
  const seat = (await postsOf(house.db, parseHallCode(hall))).find((one) => one.name === place);
  if (!seat) throw new RangeError(`hall ${hall} has no ${place}`);
  const password = oneTimePassword();
  const { account } = await engageStaff(house, system, { hall, name: order.name ?? place, loginName, password });
  await inTransaction(house.db, (tx) => appoint(house, tx, system, { account, hall, post: seat.id as Id }));
  return { loginName, password, account };
}
