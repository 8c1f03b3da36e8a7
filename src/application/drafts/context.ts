import { type Context, type Form, fieldsOf, prefill, type RegisterFacts } from "../../form/index.ts";
import { registerFactsOf } from "../../identity/index.ts";
import { dayOf } from "../../kernel/calendar/index.ts";
import type { Db } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { descendantsOf, findDivision, keysOf, levels } from "../../region/index.ts";
import { requireCitizen } from "./rights.ts";

/** A place that can be chosen in an address. */
export interface Place {
  readonly code: string;
  /** 湘桥区桥东街道: with what stands between it and the hall. */
  readonly name: string;
}

/** The levels down to which an address is asked. */
export type PlaceLevel = "county" | "town" | "village";

const keptMs = 10 * 60_000;
const kept = new WeakMap<Db, Map<string, { at: number; places: readonly Place[] }>>();

/** The places of a hall's area at a level, in order of code; kept in memory for ten minutes. @param hall its 6 digits. */
export async function placesOf(
  house: Pick<House, "db" | "clock">,
  hall: string,
  level: PlaceLevel,
): Promise<readonly Place[]> {
  const memory = kept.get(house.db) ?? new Map<string, { at: number; places: readonly Place[] }>();
  kept.set(house.db, memory);
  const key = `${hall} ${level}`;
  const now = house.clock.now().getTime();
  const known = memory.get(key);
  if (known && now - known.at < keptMs) return known.places;
  const places = await loadPlaces(house.db, hall, level);
  memory.set(key, { at: now, places });
  return places;
}

async function loadPlaces(db: Db, hall: string, level: PlaceLevel): Promise<Place[]> {
  const root = await findDivision(db, hall);
  if (!root) return [];
  const within = await descendantsOf(db, root, { only: levels.slice(0, levels.indexOf(level) + 1) });
  const names = new Map(within.map(({ key, name }) => [key, name]));
  const depth = keysOf(root.path).length;
  return within
    .filter((one) => one.level === level)
    .map(({ code, name, path }) => {
      const between = keysOf(path).slice(depth, -1);
      return { code, name: [...between.map((key) => names.get(key) ?? ""), name].join("") };
    });
}

/** What is needed to judge the answers of one's own draft: the registers are asked for the applicant of the draft. */
export async function draftContext(
  house: House,
  actor: Actor,
  form: Form,
  draft: { hall: string; actingFor: Id | null },
): Promise<Context> {
  const applicant = { ...requireCitizen(actor), actingFor: draft.actingFor };
  // Most forms ask the registers for something; for one that does not, nobody's data are opened.
  const asks = fieldsOf(form).some(({ prefill: offered }) => offered !== undefined);
  return await contextFor(house, form, draft.hall, asks ? await registerFactsOf(house, house.db, applicant) : {});
}

/**
 * What is needed to judge answers: today, the names of places, what the registers offer.
 *
 * @param register facts of the applicant (`registerFactsOf` of identity).
 */
export async function contextFor(
  house: Pick<House, "db" | "clock">,
  form: Form,
  hall: string,
  register: RegisterFacts,
): Promise<Context> {
  const today = dayOf(house.clock.now());
  const lists = await Promise.all(wantedLevels(form).map((level) => placesOf(house, hall, level)));
  const names = new Map(lists.flat().map(({ code, name }) => [code, name]));
  // A registered address may lie outside the hall's area.
  for (const code of divisionsIn(prefill(form, register, { today }))) {
    const place = names.has(code) ? undefined : await findDivision(house.db, code);
    if (place) names.set(code, place.name);
  }
  const divisionName = (code: string) => names.get(code);
  return { today, divisionName, prefilled: prefill(form, register, { today, divisionName }) };
}

function wantedLevels(form: Form): PlaceLevel[] {
  const wanted = form.pages
    .flatMap(({ fields }) => fields)
    .flatMap((field) => {
      if (field.kind === "address") return field.level;
      if (field.kind === "division")
        return field.level === "town" || field.level === "village" ? field.level : "county";
      return [];
    });
  return [...new Set(wanted)];
}

function divisionsIn(offered: NonNullable<Context["prefilled"]>): string[] {
  return Object.values(offered).flatMap((one) => {
    const answer = one?.answer;
    if (typeof answer !== "object" || Array.isArray(answer)) return [];
    const code = "division" in answer ? answer.division : undefined;
    return typeof code === "string" ? [code] : [];
  });
}
