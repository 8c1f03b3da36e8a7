import { parseDivisionCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type ChangeCommand, type Changed, changeRegister, type RegionHouse } from "./change-register.ts";
import { type Draft, end, found, moveUnder, type Place, placeOf } from "./draft.ts";
import { parseName } from "./name.ts";

/** A part of a split place. */
export interface Part {
  /** A new code, or the code of the split place itself, which then lives on as this part. */
  readonly code: string;
  /** Of a new place. */
  readonly name?: string | undefined;
  /** Codes of the places directly below that go to this part. What the surviving part keeps need not be named. */
  readonly takes: readonly string[];
}

/**
 * Splits a place (拆分、析置): 潮阳市 became 潮阳区 and 潮南区. Its old code leads to all parts, or to itself where it lives on.
 *
 * @throws HallError `region/bad-split` (invalid): fewer than two parts, or a place below named twice or not directly below;
 *   `region/children-left` (conflict): a place below is in no part; `region/code-taken`, `region/too-early`; as `changeRegister`.
 */
export async function splitDivision(
  house: RegionHouse,
  tx: Tx,
  actor: Actor,
  command: ChangeCommand & { code: string; into: readonly Part[] },
): Promise<Changed> {
  const parts = command.into.map(({ code }) => code);
  return await changeRegister(house, tx, actor, {
    ...command,
    kind: "split",
    wanted: {
      changing: [command.code],
      named: command.into.flatMap(({ takes }) => takes),
      fresh: parts.filter((code) => code !== command.code),
    },
    draw: (draft) => drawSplit(draft, command),
  });
}

/** The drawing of a split; the import of shipped history uses it too. */
export function drawSplit(draft: Draft, { code, into }: { code: string; into: readonly Part[] }): void {
  const whole = placeOf(draft, code);
  const upper = whole.upper && draft.places.get(whole.upper);
  const taken = into.flatMap(({ takes }) => takes);
  if (
    !upper ||
    into.length < 2 ||
    new Set(taken).size < taken.length ||
    new Set(into.map((one) => one.code)).size < into.length
  ) {
    throw new HallError("invalid", "region/bad-split", "拆分要有两个以上的部分，每个下级只归一个部分", { code });
  }
  const parts: Place[] = [];
  for (const part of into) {
    const place = part.code === code ? whole : foundPart(draft, whole, upper, part);
    if (place !== whole) parts.push(place);
    for (const child of part.takes) {
      const taken = placeOf(draft, child);
      if (taken.upper !== place.key) {
        if (taken.upper !== whole.key) {
          throw new HallError("invalid", "region/bad-split", `${taken.name}不是${whole.name}的下级`, { code: child });
        }
        moveUnder(draft, taken, place);
      }
    }
  }
  if (parts.length === into.length) end(draft, whole, parts);
  else for (const { key } of parts) draft.successors.push({ division: whole.key, successor: key });
}

function foundPart(draft: Draft, whole: Place, upper: Place, part: Part): Place {
  const { level, kind, tier } = whole;
  return found(
    draft,
    { code: parseDivisionCode(part.code), name: parseName(part.name ?? ""), level, kind, tier },
    upper,
  );
}
