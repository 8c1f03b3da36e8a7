import type { VNode } from "preact";

const ARC_DEGREES = { usual: 250, long: 320 } as const;
const LONG = 16;

/**
 * Where the seal stands on a page, as a drawing marked 样例. It is blue and carries the house's own sign: the seal that counts is
 * put on the PDF by the signing module, and nobody should take a picture on a page for it.
 *
 * @param body name round the ring; longer names stand closer.
 */
export function SampleSeal(props: { body: string }): VNode {
  const letters = [...props.body];
  const long = letters.length > LONG;
  const step = Math.min(30, ARC_DEGREES[long ? "long" : "usual"] / Math.max(1, letters.length - 1));
  const first = (-step * (letters.length - 1)) / 2;
  const size = long ? Math.min(10, 220 / letters.length) : 13;
  return (
    <svg class="seal" viewBox="-60 -60 120 120" role="img" aria-label={`${props.body}印章位置（样例）`}>
      <circle r="57" />
      <circle r="53.5" class="seal-hair" />
      {letters.map((letter, at) => (
        <text
          key={at}
          y={long ? -43 : -39}
          transform={`rotate(${Math.round((first + at * step) * 10) / 10})`}
          font-size={size}
        >
          {letter}
        </text>
      ))}
      <path class="seal-mark" d="M-13-6h26M-9.500-6v14M9.500-6v14M-6-11h12M-4.500 8v-8h9v8" />
      <text y="30" font-size="12">
        样例
      </text>
    </svg>
  );
}
