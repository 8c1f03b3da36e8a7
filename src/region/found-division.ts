import { type DivisionLevel, divisionLevel, parseDivisionCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type ChangeCommand, type Changed, changeRegister, type RegionHouse } from "./change-register.ts";
import { type Draft, found, moveUnder, placeOf } from "./draft.ts";
import { parseName } from "./name.ts";
import type { DivisionKind, Tier } from "./tables.ts";

/** A place that is new, not made out of another one. */
export interface Foundation {
  /** 6, 9 or 12 digits; a functional district gets one of ours from 71 to 80 (`445171`), the range of statistics for zones. */
  readonly code: string;
  readonly name: string;
  readonly upper: string;
  readonly kind?: DivisionKind | undefined;
  readonly level?: DivisionLevel | undefined;
  readonly tier?: Tier | undefined;
  /** Codes of places that stand below it from now on. */
  readonly takes?: readonly string[] | undefined;
}

/**
 * Founds a place (设立): a street office, or a functional district such as 枫溪区, with the places it takes over.
 *
 * @throws HallError `region/code-taken`, `region/level-does-not-fit` (conflict); `region/bad-name`; as `changeRegister`.
 */
export async function foundDivision(
  house: RegionHouse,
  tx: Tx,
  actor: Actor,
  command: ChangeCommand & Foundation,
): Promise<Changed> {
  return await changeRegister(house, tx, actor, {
    ...command,
    kind: "found",
    wanted: { changing: command.takes ?? [], named: [command.upper], fresh: [command.code] },
    draw: (draft) => drawFoundation(draft, command),
  });
}

/** The drawing of a foundation; the import of shipped history uses it too. */
export function drawFoundation(
  draft: Draft,
  { name, upper, kind = "official", tier, takes = [], ...more }: Foundation,
): void {
  const code = parseDivisionCode(more.code);
  const level = more.level ?? divisionLevel(code);
  const place = found(draft, { code, name: parseName(name), level, kind, tier }, placeOf(draft, upper));
  for (const child of takes) moveUnder(draft, placeOf(draft, child), place);
}
