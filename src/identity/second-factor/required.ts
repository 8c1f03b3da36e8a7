import type { House } from "../../kernel/house/index.ts";
import type { Seat } from "../../kernel/http/index.ts";
import type { Duty } from "../../organization/index.ts";

/** Duties that decide over other officers, over places or over departments: whoever takes over such an account takes over a hall. */
export const guardedDuties: readonly Duty[] = ["hall-administrator", "region-keeper", "organization-keeper"];

/**
 * Whether seats like these count only with a second factor; it is asked where a session is opened.
 *
 * @source OWASP ASVS 4.3.1; `WANGTING_STAFF_SECOND_FACTOR`
 */
export function requiresSecondFactor(house: Pick<House, "config">, seats: readonly Pick<Seat, "duty">[]): boolean {
  const { staffSecondFactor: whose } = house.config;
  if (whose !== "administrators") return whose === "required";
  return seats.some(({ duty }) => guardedDuties.some((guarded) => guarded === duty));
}
