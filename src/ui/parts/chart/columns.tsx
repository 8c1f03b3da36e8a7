import type { VNode } from "preact";
import { ChartTable, NoData } from "./data-table.tsx";
import { drawChart } from "./draw.ts";
import { Drawing } from "./drawing.tsx";
import { numberWord, withUnit } from "./numbers.ts";
import { partLabels, scaleFor, spokenMoments } from "./scale.ts";
import { INKS } from "./shapes.ts";

/** Columns, each stacked of up to three parts, the most important at the foot. */
export interface ColumnsData {
  title: string;
  moment: string;
  unit: string;
  moments: readonly string[];
  parts: readonly { name: string; values: readonly number[] }[];
  says?: string;
}

const WIDTH = 400;
const HEIGHT = 200;
/** Height between the lowest and the highest line of the grid, and what a written line takes. */
const PLOT = 160;
const LINE = 16;
const PART_INKS = [INKS["bar-on"], INKS.bar, INKS["bar-rest"]] as const;

/** Stacked columns; each part is named beside the last column. */
export function Columns(props: { data: ColumnsData }): VNode {
  const { data } = props;
  if (data.moments.length === 0 || data.parts.length === 0) return <NoData title={data.title} />;
  return (
    <figure>
      <Drawing
        shapes={drawChart(columnsOption(data), WIDTH, HEIGHT)}
        width={WIDTH}
        height={HEIGHT}
        says={data.says ?? saysColumns(data)}
      />
      <ChartTable
        table={{
          caption: data.title,
          heads: [data.moment, ...data.parts.map((part) => part.name)],
          rows: data.moments.map((name, at) => ({
            name,
            values: data.parts.map((part) => withUnit(part.values[at] ?? 0, data.unit)),
          })),
        }}
      />
    </figure>
  );
}

function saysColumns(data: ColumnsData): string {
  const last = data.parts.map((part) => `${part.name} ${withUnit(part.values.at(-1) ?? 0, data.unit)}`);
  return `${data.title}：${data.moments[0]}至${data.moments.at(-1)}；最后一期${last.join("，")}`;
}

function columnsOption(data: ColumnsData) {
  const totals = data.moments.map((_, at) => data.parts.reduce((sum, part) => sum + (part.values[at] ?? 0), 0));
  const scale = scaleFor(totals, true);
  const moves = labelMoves(data, scale.max);
  return {
    grid: { left: 4, right: 100, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      type: "category",
      data: spokenMoments(data.moments, 6),
      axisLine: { lineStyle: { color: INKS.axis } },
      axisTick: { show: false },
      axisLabel: { color: INKS.word, fontSize: 13, margin: 10, interval: 0 },
    },
    yAxis: {
      type: "value",
      min: scale.min,
      max: scale.max,
      interval: scale.step,
      splitLine: { lineStyle: { color: INKS.axis } },
      axisLabel: { color: INKS.word, fontSize: 13 },
    },
    series: data.parts.map((part, index) => ({
      type: "bar",
      stack: "all",
      silent: true,
      barWidth: "62%",
      itemStyle: { color: PART_INKS[index % PART_INKS.length] },
      data: part.values.map((value, at) => ({
        value,
        ...(at === part.values.length - 1 && { label: partLabel(part, value, moves[index] ?? 0) }),
      })),
    })),
  };
}

function partLabel(part: { name: string }, value: number, move: number) {
  const formatter = `${part.name} ${numberWord(value)}`;
  return { show: true, position: "right", formatter, color: INKS.ink, fontSize: 13, offset: [4, move] };
}

/** How far each part's words move so that thin parts do not write over each other. */
function labelMoves(data: ColumnsData, max: number): number[] {
  let foot = 0;
  const middles = data.parts.map((part) => {
    const value = part.values.at(-1) ?? 0;
    foot += value;
    return PLOT * (1 - (foot - value / 2) / max);
  });
  return partLabels(middles.toReversed(), LINE).toReversed();
}
