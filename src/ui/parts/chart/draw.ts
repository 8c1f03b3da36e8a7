import { createHash } from "node:crypto";
import type { EChartsCoreOption } from "echarts/core";
import { readShapes, type Shape } from "./shapes.ts";

let engine: typeof import("./engine.ts") | undefined;

/**
 * Loads the drawing engine, a megabyte that a hall needs only when somebody looks at figures. A page that shows `Trend` or
 * `Columns` waits for it before it renders.
 */
export async function loadCharts(): Promise<void> {
  engine ??= await import("./engine.ts");
}

/** Drawings kept: about 5 KB each, so at most 1 MB. The least recently shown goes first. */
const KEEP = 200;
const kept = new Map<string, readonly Shape[]>();

/**
 * Draws an option with ECharts, without a browser, and reads the result into shapes. The same option gives the same shapes;
 * a drawing that was made before is not made again (5 to 25 ms each).
 *
 * @param option data only: no functions, or the content would not name the drawing.
 */
export function drawChart(option: EChartsCoreOption, width: number, height: number): readonly Shape[] {
  const key = createHash("sha256")
    .update(JSON.stringify([option, width, height]))
    .digest("base64url");
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  if (!engine) throw new Error("a page with charts awaits loadCharts before it renders");
  const shapes = readShapes(engine.drawSvg(option, width, height));
  kept.set(key, shapes);
  const [oldest] = kept.keys();
  if (kept.size > KEEP && oldest !== undefined) kept.delete(oldest);
  return shapes;
}

/** How many drawings are kept now: for tests and for whoever measures memory. */
export function keptDrawings(): number {
  return kept.size;
}
