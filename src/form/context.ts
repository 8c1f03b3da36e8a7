import type { Day } from "../kernel/calendar/index.ts";
import type { Facts } from "./condition.ts";
import type { Prefilled } from "./prefill.ts";

/** What the engine needs from outside to judge answers; it asks nobody. */
export interface Context {
  /** The day of filling in, at Beijing time. */
  today: Day;
  /** The facts that the form declares as `given`. */
  facts?: Facts | undefined;
  /** Full name of a place of the division tree; undefined when there is none. Left out: only the shape of codes is checked. */
  divisionName?: ((code: string) => string | undefined) | undefined;
  /** What `prefill` offered: its locked answers stand whatever is sent. */
  prefilled?: Prefilled | undefined;
}
