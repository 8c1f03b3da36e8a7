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
  const { path, size } = keptDrawing(props.text);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={props.says} shape-rendering="crispEdges">
      <path d={path} />
    </svg>
  );
}

/** Wide enough for a phone held before the screen, and for the narrowest phone that shows it. */
const LARGE = 208;

/**
 * A QR code that says a secret: large, black on white however the page looks, and forgotten at once.
 *
 * @param text as `QrCode`. @param says what the code is for.
 */
export function SecretQrCode(props: { text: string; says: string }): VNode {
  const { path, size } = drawingOf(props.text, 4);
  return (
    <svg
      width={LARGE}
      height={LARGE}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={props.says}
      shape-rendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}h-${size}z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}

/** Making a code takes as long as making two pages (it is drawn eight times and the best is kept); some 5 KB each. */
const mostKept = 400;
const kept = new Map<string, Drawing>();

interface Drawing {
  readonly path: string;
  readonly size: number;
}

function keptDrawing(text: string): Drawing {
  const known = kept.get(text);
  if (known) return known;
  const drawing = drawingOf(text, EDGE);
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(text, drawing);
  return drawing;
}

function drawingOf(text: string, border: number): Drawing {
  const { data, size } = encode(text, { ecc: "M", border });
  return { path: data.map(darkRuns).join(""), size };
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
