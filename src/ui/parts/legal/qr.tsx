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
  const { path, size } = drawingOf(props.text);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={props.says} shape-rendering="crispEdges">
      <path d={path} />
    </svg>
  );
}

/** Making a code takes as long as making two pages (it is drawn eight times and the best is kept); some 5 KB each. */
const mostKept = 400;
const kept = new Map<string, { path: string; size: number }>();

function drawingOf(text: string): { path: string; size: number } {
  const known = kept.get(text);
  if (known) return known;
  const { data, size } = encode(text, { ecc: "M", border: EDGE });
  const drawing = { path: data.map(darkRuns).join(""), size };
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(text, drawing);
  return drawing;
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
