import type { VNode } from "preact";
import { encode } from "uqr";

/** Quiet edge a reader needs round a code, in modules (ISO/IEC 18004 asks for 4; the white ground of `.qr` gives the rest). */
const EDGE = 2;

/**
 * A QR code as inline SVG: one path, dark runs as bars.
 *
 * @param text what is read: an address of this hall, at most about 300 characters.
 * @param says what the code is for, e.g. 查验二维码.
 */
export function QrCode(props: { text: string; says: string }): VNode {
  const { data, size } = encode(props.text, { ecc: "M", border: EDGE });
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={props.says} shape-rendering="crispEdges">
      <path d={data.map(darkRuns).join("")} />
    </svg>
  );
}

/** The dark runs of one row: fewer and longer bars than one square a module, about a third of the bytes. */
function darkRuns(row: readonly boolean[], y: number): string {
  let path = "";
  let start = -1;
  for (let x = 0; x <= row.length; x += 1) {
    if (row[x] && start === -1) start = x;
    if (row[x] || start === -1) continue;
    path += `M${start} ${y}h${x - start}v1h${start - x}z`;
    start = -1;
  }
  return path;
}
