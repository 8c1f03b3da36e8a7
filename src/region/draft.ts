import type { Day } from "../kernel/calendar/index.ts";
import { type DivisionCode, type DivisionLevel, isDivisionCode } from "../kernel/codes/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { fitsUnder } from "./division.ts";
import type { DivisionKey, DivisionKind, Tier } from "./tables.ts";

/** A place on the drawing board: its newest form, with what the act makes of it. */
export interface Place {
  readonly key: DivisionKey;
  readonly level: DivisionLevel;
  readonly kind: DivisionKind;
  /** Of the newest form written; 0 for a place that the act founds. */
  readonly version: number;
  /** Since when the newest form written holds; undefined for a place that the act founds. */
  readonly writtenOn: Day | undefined;
  code: DivisionCode;
  name: string;
  upper: DivisionKey | undefined;
  path: string;
  tier: Tier | undefined;
  state: "live" | "ended";
}

/** The part of the tree that an act works on: pure, so that the rules of change need no database. */
export interface Draft {
  readonly on: Day;
  /** Every place the act names, everything below those it changes, everything above. */
  readonly places: Map<DivisionKey, Place>;
  /** Codes ever used, as far as the act asked: code → place. */
  readonly used: Map<string, DivisionKey>;
  /** Places with a new form. */
  readonly touched: Set<DivisionKey>;
  readonly successors: { division: DivisionKey; successor: DivisionKey }[];
}

/**
 * The live place that a code names today.
 *
 * @throws HallError `region/no-division` (not-found); `region/division-ended` (conflict).
 */
export function placeOf(draft: Draft, code: string): Place {
  const key = draft.used.get(code);
  const place = key && draft.places.get(key);
  if (!place) throw new HallError("not-found", "region/no-division", "没有这个行政区划代码", { code });
  if (place.state === "ended")
    throw new HallError("conflict", "region/division-ended", `${place.name}已经撤销`, { code });
  return place;
}

/** The live places directly under a place, in order of code. */
export function below(draft: Draft, key: DivisionKey): Place[] {
  const found = [...draft.places.values()].filter((one) => one.upper === key && one.state === "live");
  return found.sort((one, other) => (one.code < other.code ? -1 : 1));
}

/** Everything live below a place. */
export function allBelow(draft: Draft, place: Place): Place[] {
  return [...draft.places.values()].filter(
    (one) => one !== place && one.state === "live" && one.path.startsWith(place.path),
  );
}

/** Gives a place another name. */
export function rename(draft: Draft, place: Place, name: string): void {
  place.name = name;
  draft.touched.add(place.key);
}

/** Puts a place and all below it under another place. */
export function moveUnder(draft: Draft, place: Place, upper: Place): void {
  if (!fitsUnder(place.level, upper.level) || upper.path.startsWith(place.path)) {
    throw new HallError("conflict", "region/level-does-not-fit", `${place.name}不能归${upper.name}管辖`, {
      code: place.code,
      upper: upper.code,
    });
  }
  const moved = [place, ...allBelow(draft, place)];
  const before = place.path;
  place.upper = upper.key;
  for (const one of moved) {
    one.path = `${upper.path}${place.key}/${one.path.slice(before.length)}`;
    draft.touched.add(one.key);
  }
}

/** Gives a place another code; places below whose codes begin with the old one follow it (GB/T 10114: a town's code begins with its county's). */
export function recode(draft: Draft, place: Place, code: DivisionCode): void {
  if (code.length !== place.code.length) throw wrongCode(code);
  const [before, after] = [stemOf(place.code, place.level), stemOf(code, place.level)];
  for (const one of allBelow(draft, place)) {
    if (before !== after && one.code.startsWith(before)) giveCode(draft, one, after + one.code.slice(before.length));
  }
  giveCode(draft, place, code);
}

function giveCode(draft: Draft, place: Place, code: string): void {
  if (!isDivisionCode(code)) throw wrongCode(code);
  const owner = draft.used.get(code);
  if (owner !== undefined && owner !== place.key) throw codeTaken(code);
  place.code = code;
  draft.used.set(code, place.key);
  draft.touched.add(place.key);
}

/** The digits of a code that codes below begin with. */
function stemOf(code: string, level: DivisionLevel): string {
  if (level === "province") return code.slice(0, 2);
  return level === "city" ? code.slice(0, 4) : code;
}

/** Founds a place. Its code becomes its key. */
export function found(
  draft: Draft,
  place: { code: DivisionCode; name: string; level: DivisionLevel; kind?: DivisionKind; tier?: Tier | undefined },
  upper: Place,
): Place {
  const { code, name, level, kind = "official", tier } = place;
  if (draft.used.has(code)) throw codeTaken(code);
  if (!fitsUnder(level, upper.level)) {
    throw new HallError("conflict", "region/level-does-not-fit", `${name}不能归${upper.name}管辖`, { code });
  }
  const key = code as string as DivisionKey;
  const made: Place = {
    key,
    level,
    kind,
    version: 0,
    writtenOn: undefined,
    code,
    name,
    upper: upper.key,
    path: `${upper.path}${key}/`,
    tier,
    state: "live",
  };
  draft.places.set(key, made);
  draft.used.set(code, key);
  draft.touched.add(key);
  return made;
}

/** Ends a place in favour of others. */
export function end(draft: Draft, place: Place, successors: readonly Place[]): void {
  place.state = "ended";
  draft.touched.add(place.key);
  for (const { key } of successors) draft.successors.push({ division: place.key, successor: key });
}

/**
 * Holds the finished drawing against the rules that every act keeps.
 *
 * @throws HallError `region/children-left`, `region/too-early` (conflict).
 */
export function checkDraft(draft: Draft): void {
  for (const place of draft.places.values()) {
    const upper = place.upper && draft.places.get(place.upper);
    if (place.state === "live" && upper && upper.state === "ended") {
      throw new HallError("conflict", "region/children-left", `${place.name}还没有新的归属`, { code: place.code });
    }
    if (!draft.touched.has(place.key)) continue;
    for (const one of [place, upper]) {
      if (!one?.writtenOn || one.writtenOn <= draft.on) continue;
      throw new HallError("conflict", "region/too-early", `${one.name}在${one.writtenOn}已有更晚的变更`, {
        code: one.code,
        fromOn: one.writtenOn,
      });
    }
  }
}

function codeTaken(code: string): HallError {
  return new HallError("conflict", "region/code-taken", "这个代码用过了，一个代码永远指同一个地方", { code });
}

function wrongCode(code: string): HallError {
  return new HallError("invalid", "region/wrong-code", "新代码的位数或写法不对", { code });
}
