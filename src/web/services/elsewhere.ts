import type { Hall } from "../../region/index.ts";
import type { LinkLine } from "../../ui/index.ts";
import { type AtHall, hrefIn } from "../at-hall.ts";
import { allBelow } from "../hall-items.ts";

/** The same list in other halls: above, which serve the same people, and below. */
export interface Elsewhere {
  readonly above: readonly LinkLine[];
  readonly below: readonly LinkLine[];
}

/**
 * The ways to the same list in the halls above and directly below, each with its count; those without any are left out. What
 * lies below a hall below is counted with it.
 *
 * @param counts by code of hall.
 */
export function elsewhereOf(at: AtHall, counts: ReadonlyMap<string, number>, path: string): Elsewhere {
  const own = (hall: Hall) => counts.get(hall.code) ?? 0;
  const line = (hall: Hall, count: number): LinkLine[] =>
    count === 0
      ? []
      : [{ href: hrefIn(hall, at.own)(path), title: hall.division.name, meta: `${count.toLocaleString("en-US")} 项` }];
  const whole = (hall: Hall) => allBelow(at.halls, hall).reduce((sum, one) => sum + own(one), own(hall));
  return {
    above: [...at.halls.above(at.hall)].reverse().flatMap((hall) => line(hall, own(hall))),
    below: at.halls.below(at.hall).flatMap((hall) => line(hall, whole(hall))),
  };
}
