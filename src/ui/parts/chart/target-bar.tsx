import type { VNode } from "preact";
import { withUnit } from "./numbers.ts";

/** A value on its scale with its target. `full` is the right end, 100 for rates. */
export interface Measured {
  value: number;
  target?: number;
  unit: string;
  full?: number;
  /** Less is better (average days, complaints): the target is met from below. */
  lessIsBetter?: boolean;
}

const WIDTH = 260;

export function meetsTarget(measured: Measured): boolean {
  if (measured.target === undefined) return true;
  return measured.lessIsBetter ? measured.value <= measured.target : measured.value >= measured.target;
}

/** One bar on its track; the black tick is the target, amber says it is missed. */
export function TargetBar(props: { measured: Measured }): VNode {
  const { value, target, unit, full = 100 } = props.measured;
  const at = (amount: number) => Math.round(Math.min(1, Math.max(0, full > 0 ? amount / full : 0)) * WIDTH * 10) / 10;
  const goal = target === undefined ? "" : `，目标 ${withUnit(target, unit)}`;
  return (
    <svg
      class="chart target-bar"
      viewBox={`0 0 ${WIDTH} 16`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`实际 ${withUnit(value, unit)}${goal}`}
    >
      <rect class="track" width={WIDTH} height="10" y="3" />
      <rect class={meetsTarget(props.measured) ? "bar-on" : "bar-warn"} width={at(value)} height="10" y="3" />
      {target !== undefined && <path class="target" d={`M${Math.min(WIDTH - 1, Math.max(1, at(target)))} 0V16`} />}
    </svg>
  );
}
