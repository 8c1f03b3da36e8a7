import type { VNode } from "preact";
import { type ShownLimit, wholeLimit } from "./limit.ts";

/** How a ruler of this many days is cut: one cell is one day, or one week of five where a day would be too thin to see. */
export interface RulerCut {
  cells: number;
  daysPerCell: 1 | 5;
  thin: boolean;
}

/** Widest ruler that still shows single days: at 343 px (a phone) a cell keeps 5 px, in a table of 120 px 4 px. */
const DAYS_ACROSS = { full: 60, mini: 30 } as const;
const THIN_FROM = { full: 25, mini: 15 } as const;

export function cutRuler(days: number, size: "full" | "mini"): RulerCut {
  if (days > DAYS_ACROSS[size]) return { cells: Math.ceil(days / 5), daysPerCell: 5, thin: days / 5 > THIN_FROM[size] };
  return { cells: days, daysPerCell: 1, thin: days > THIN_FROM[size] };
}

/**
 * The working-day ruler (工作日尺): as wide as the limit has days, filled as far as they are used.
 * Only a drawing: the words beside it say the same. A limit of 0 days has nothing to draw.
 */
export function Ruler(props: { limit: ShownLimit; size?: "full" | "mini" }): VNode | null {
  const { limit, size = "full" } = props;
  const days = wholeLimit(limit);
  if (days <= 0) return null;
  const used = limit.phase === "idle" ? 0 : Math.min(days, Math.max(0, limit.usedDays));
  const cut = cutRuler(days, size);
  const gaps = Array.from({ length: cut.cells - 1 }, (_, cell) => `M${(cell + 1) * cut.daysPerCell} 0v1`).join("");
  return (
    <svg class="ruler" viewBox={`0 0 ${days} 1`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class={limit.phase === "done" ? "saved" : "left"} width={days} height="1" />
      {used > 0 && <rect class="used" width={used} height="1" />}
      {gaps && <path class={cut.thin ? "gap gap-thin" : "gap"} d={gaps} />}
      {limit.extendedDays ? <path class="joint-mark" d={`M${limit.limitDays} 0v1`} /> : null}
    </svg>
  );
}
