import type { ItemDocument } from "../catalogue/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { CaseState } from "./state.ts";

/** What an item says of being handled elsewhere (通办). */
type Area = Pick<ItemDocument, "isHandle" | "handleArea">;

/**
 * The counter of another hall that may take an application in for the right one (异地收件): a window officer's, within the area in
 * which the item is handled everywhere (全市通办、全省通办).
 *
 * @param hall the item's own.
 * @throws HallError `application/wrong-hall` (invalid) naming the right hall, for a window officer of another one where the item
 *   is not handled everywhere.
 * @returns undefined for anybody else.
 * @source code table handle_area
 */
export function intakeOf(actor: Actor, hall: string, document: Area): NonNullable<CaseState["intake"]> | undefined {
  if (actor.kind !== "staff") return undefined;
  const elsewhere = actor.seats.filter((seat) => seat.duty === "window-officer" && seat.hall !== hall);
  if (elsewhere.length === 0 || actor.seats.some((seat) => seat.hall === hall)) return undefined;
  const fit = elsewhere.find((seat) => isWithin(seat.hall, hall, document));
  if (fit) return { hall: fit.hall, department: fit.department };
  throw new HallError("invalid", "application/wrong-hall", "这个事项没有实行通办，要到它自己的大厅申请", { hall });
}

/** Whether a hall may take in an item of another. Halls are named by division: two digits of the province, four with the city. */
export function isWithin(counter: string, hall: string, { isHandle, handleArea }: Area): boolean {
  if (isHandle !== true) return false;
  if (handleArea === "1" || handleArea === "2") return true;
  const same = handleArea === "3" ? 2 : 4;
  return counter.slice(0, same) === hall.slice(0, same);
}
