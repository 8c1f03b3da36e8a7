import { parseDivisionCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type ChangeCommand, type Changed, changeRegister, type RegionHouse } from "./change-register.ts";
import { moveUnder, placeOf, recode } from "./draft.ts";

/**
 * Puts a place with all below it under another upper place (划归), with a new code where it gets one: in 2013 磷溪镇 went
 * from 潮安县 to 湘桥区.
 *
 * @throws HallError `region/level-does-not-fit`, `region/code-taken`, `region/no-division`, `region/division-ended`, `region/too-early`; as `changeRegister`.
 */
export async function moveDivision(
  house: RegionHouse,
  tx: Tx,
  actor: Actor,
  command: ChangeCommand & { code: string; upper: string; newCode?: string | undefined },
): Promise<Changed> {
  const newCode = command.newCode === undefined ? undefined : parseDivisionCode(command.newCode);
  return await changeRegister(house, tx, actor, {
    ...command,
    kind: "move",
    wanted: { changing: [command.code], named: [command.upper], fresh: newCode ? [newCode] : [] },
    draw(draft) {
      const place = placeOf(draft, command.code);
      moveUnder(draft, place, placeOf(draft, command.upper));
      if (newCode) recode(draft, place, newCode);
    },
  });
}
