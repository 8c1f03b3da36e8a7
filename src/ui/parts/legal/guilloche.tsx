import type { VNode } from "preact";

const TURNS = 24;

/** The fine-line rosette behind a licence (团花): turned ellipses, all one colour. Decorative. */
export function Rosette(): VNode {
  const turned = (rx: number, ry: number) =>
    Array.from({ length: TURNS }, (_, turn) => (
      <ellipse key={`${rx} ${turn}`} rx={rx} ry={ry} transform={`rotate(${(turn * 180) / TURNS})`} />
    ));
  return (
    <svg class="rosette" viewBox="-190 -190 380 380" aria-hidden="true" focusable="false">
      {turned(186, 74)}
      {turned(122, 96)}
      {turned(62, 22)}
    </svg>
  );
}

/** The woven band at head and foot of a licence: six waves, each a sixth later. Decorative. */
export function WaveBand(): VNode {
  const waves = Array.from(
    { length: 6 },
    (_, phase) => `M${phase * 6 - 36} 8q9-13 18 0t18 0${"t18 0".repeat(52)}`,
  ).join("");
  return (
    <svg class="wave-band" viewBox="0 0 900 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path d={waves} />
    </svg>
  );
}
