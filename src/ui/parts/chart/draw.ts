import { createHash } from "node:crypto";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, MarkAreaComponent, MarkLineComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { readShapes, type Shape } from "./shapes.ts";

use([LineChart, BarChart, GridComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

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
  const shapes = readShapes(drawSvg(option, width, height));
  kept.set(key, shapes);
  const [oldest] = kept.keys();
  if (kept.size > KEEP && oldest !== undefined) kept.delete(oldest);
  return shapes;
}

function drawSvg(option: EChartsCoreOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return chart.renderToSVGString();
  } finally {
    // A chart that is not disposed keeps a timer, and the timer keeps the process from ending.
    chart.dispose();
  }
}

/** How many drawings are kept now: for tests and for whoever measures memory. */
export function keptDrawings(): number {
  return kept.size;
}
