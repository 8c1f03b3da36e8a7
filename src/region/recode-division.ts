import { parseDivisionCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type ChangeCommand, type Changed, changeRegister, type RegionHouse } from "./change-register.ts";
import { placeOf, recode, rename } from "./draft.ts";
import { parseName } from "./name.ts";

/**
 * Gives a place another code (代码变更), and another name where its kind changes with it: 潮安县 445121 became 潮安区 445103.
 * Codes below that begin with the old code follow; every old code goes on naming its place.
 *
 * @throws HallError `region/code-taken`, `region/wrong-code`, `region/no-division`, `region/division-ended`, `region/too-early`; as `changeRegister`.
 */
export async function recodeDivision(
  house: RegionHouse,
  tx: Tx,
  actor: Actor,
  command: ChangeCommand & { code: string; newCode: string; name?: string | undefined },
): Promise<Changed> {
  const newCode = parseDivisionCode(command.newCode);
  const name = command.name === undefined ? undefined : parseName(command.name);
  return await changeRegister(house, tx, actor, {
    ...command,
    kind: "recode",
    wanted: { changing: [command.code], fresh: [newCode] },
    draw(draft) {
      const place = placeOf(draft, command.code);
      recode(draft, place, newCode);
      if (name) rename(draft, place, name);
    },
  });
}
