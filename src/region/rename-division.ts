import type { Tx } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type ChangeCommand, type Changed, changeRegister, type RegionHouse } from "./change-register.ts";
import { placeOf, rename } from "./draft.ts";
import { parseName } from "./name.ts";

/**
 * Gives a place another name (更名). Everything else of it stays.
 *
 * @throws HallError `region/no-division`, `region/division-ended`, `region/bad-name`, `region/too-early`; as `changeRegister`.
 * @source 行政区划管理条例（国务院令第704号）art. 7–9 (who approves); the document says which.
 */
export async function renameDivision(
  house: RegionHouse,
  tx: Tx,
  actor: Actor,
  command: ChangeCommand & { code: string; name: string },
): Promise<Changed> {
  const name = parseName(command.name);
  return await changeRegister(house, tx, actor, {
    ...command,
    kind: "rename",
    wanted: { changing: [command.code] },
    draw: (draft) => rename(draft, placeOf(draft, command.code), name),
  });
}
