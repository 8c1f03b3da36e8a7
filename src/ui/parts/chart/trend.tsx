import type { VNode } from "preact";
import { ChartTable, NoData } from "./data-table.tsx";
import { drawChart } from "./draw.ts";
import { Drawing } from "./drawing.tsx";
import { numberWord, withUnit } from "./numbers.ts";
import { scaleFor, spokenMoments } from "./scale.ts";
import { INKS } from "./shapes.ts";

/** One or two lines over the same moments. The first is ours (drawn full), the second what it is compared with (dashed). */
export interface TrendData {
  title: string;
  /** Head of the table's first column: 月份, 日期. */
  moment: string;
  unit: string;
  moments: readonly string[];
  lines: readonly { name: string; values: readonly number[] }[];
  target?: number;
  /** Counts begin at zero; rates may not. */
  fromZero?: boolean;
  /** Moments that were days of rest, shaded. */
  rest?: readonly number[];
  /** The sentence of the picture; without it one is made of first and last value. */
  says?: string;
}

const WIDTH = 400;
const HEIGHT = 200;

/** A trend, direct labels at the end of each line, its data table below. */
export function Trend(props: { data: TrendData }): VNode {
  const { data } = props;
  if (data.moments.length === 0 || data.lines.length === 0) return <NoData title={data.title} />;
  return (
    <figure>
      <Drawing
        shapes={drawChart(trendOption(data), WIDTH, HEIGHT)}
        width={WIDTH}
        height={HEIGHT}
        says={saysTrend(data)}
      />
      <ChartTable
        table={{
          caption: data.title,
          heads: [data.moment, ...data.lines.map((line) => line.name)],
          rows: data.moments.map((name, at) => ({
            name,
            values: data.lines.map((line) => withUnit(line.values[at] ?? 0, data.unit)),
          })),
        }}
      />
    </figure>
  );
}

function saysTrend(data: TrendData): string {
  if (data.says) return data.says;
  const lines = data.lines.map((line) => {
    const last = withUnit(line.values.at(-1) ?? 0, data.unit);
    return `${line.name}从 ${withUnit(line.values[0] ?? 0, data.unit)} 到 ${last}`;
  });
  const target = data.target === undefined ? "" : `，目标 ${withUnit(data.target, data.unit)}`;
  return `${data.title}：${data.moments[0]}至${data.moments.at(-1)}，${lines.join("，")}${target}`;
}

function trendOption(data: TrendData) {
  const values = data.lines.flatMap((line) => line.values);
  const scale = scaleFor(data.target === undefined ? values : [...values, data.target], data.fromZero ?? false);
  const single = data.lines.length === 1;
  return {
    grid: {
      left: 4,
      right: single ? 60 : 100,
      top: 12,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: {
      type: "category",
      data: spokenMoments(data.moments, 6),
      boundaryGap: false,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: INKS.word, fontSize: 13, margin: 10, interval: 0 },
    },
    yAxis: {
      type: "value",
      min: scale.min,
      max: scale.max,
      interval: scale.step,
      splitLine: { lineStyle: { color: INKS.axis } },
      axisLabel: { color: INKS.word, fontSize: 13, formatter: data.unit === "%" ? "{value}%" : "{value}" },
    },
    series: data.lines.map((line, index) => ({
      type: "line",
      silent: true,
      data: line.values.map((value, at) => lastLabelled(data, index, value, at === line.values.length - 1)),
      lineStyle: { color: index === 0 ? INKS.line : INKS["line-2"], width: 2 },
      itemStyle: { color: index === 0 ? INKS.dot : INKS["dot-2"] },
      ...(single && { areaStyle: { color: INKS.area, opacity: 1, origin: "start" } }),
      ...(index === 0 && { markLine: targetLine(data), markArea: restAreas(data) }),
    })),
  };
}

/** The end of a line says what it is; two ends that come close are pushed apart. */
function lastLabelled(data: TrendData, index: number, value: number, last: boolean) {
  if (!last) return { value, symbol: "none" };
  const [first = 0, second = 0] = data.lines.map((line) => line.values.at(-1) ?? 0);
  const above = index === 0 ? first >= second : second > first;
  const said = data.unit === "%" ? withUnit(value, "%") : numberWord(value);
  const text = data.lines.length === 1 ? said : `${data.lines[index]?.name} ${said}`;
  return {
    value,
    symbol: "circle",
    symbolSize: index === 0 ? 9 : 7,
    label: {
      show: true,
      position: "right",
      formatter: text,
      color: INKS.ink,
      fontSize: 13,
      fontWeight: index === 0 ? "bold" : "normal",
      offset: data.lines.length === 1 ? [2, 0] : [2, above ? -8 : 8],
    },
  };
}

function targetLine(data: TrendData) {
  if (data.target === undefined) return undefined;
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: INKS["target-thin"], width: 1.5, type: "solid" },
    label: {
      position: "insideStartTop",
      formatter: `目标 ${withUnit(data.target, data.unit)}`,
      color: INKS.ink,
      fontSize: 13,
    },
    data: [{ yAxis: data.target }],
  };
}

/** Runs of rest days, each from half a day before to half a day after. */
function restAreas(data: TrendData) {
  const rest = data.rest ?? [];
  if (rest.length === 0) return undefined;
  const last = data.moments.length - 1;
  const starts = rest.filter((at) => !rest.includes(at - 1));
  const areas = starts.map((start) => {
    let end = start;
    while (rest.includes(end + 1)) end += 1;
    return [{ xAxis: Math.max(0, start) }, { xAxis: Math.min(last, end) }];
  });
  return { silent: true, itemStyle: { color: INKS.rest }, data: areas };
}
