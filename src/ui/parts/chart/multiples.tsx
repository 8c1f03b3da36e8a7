import type { VNode } from "preact";
import { ChartTable, NoData } from "./data-table.tsx";
import { withUnit } from "./numbers.ts";

/** The same small line for many places, on one scale, so that they can be compared. */
export interface MultiplesData {
  title: string;
  place: string;
  unit: string;
  moments: readonly string[];
  target?: number;
  places: readonly { name: string; values: readonly number[]; href?: string }[];
}

const WIDTH = 120;
const HEIGHT = 40;

export function SmallMultiples(props: { data: MultiplesData }): VNode {
  const { data } = props;
  const values = data.places.flatMap((place) => place.values);
  if (values.length === 0) return <NoData title={data.title} />;
  const all = data.target === undefined ? values : [...values, data.target];
  const low = Math.min(...all);
  const span = Math.max(...all) - low || 1;
  const y = (value: number) => Math.round((HEIGHT - 4 - ((value - low) / span) * (HEIGHT - 8)) * 10) / 10;
  return (
    <figure>
      <ul class="multiples">
        {data.places.map((place) => {
          const last = place.values.at(-1);
          const missed = data.target !== undefined && last !== undefined && last < data.target;
          return (
            <li key={place.name}>
              <p>
                {place.href ? <a href={place.href}>{place.name}</a> : <span>{place.name}</span>}
                <b>{last === undefined ? "无" : withUnit(last, data.unit)}</b>
              </p>
              <Spark values={place.values} y={y} target={data.target} missed={missed} />
              {missed && <span class="sr">未达到目标</span>}
            </li>
          );
        })}
      </ul>
      <ChartTable
        table={{
          caption: data.title,
          heads: [data.place, ...data.moments],
          rows: data.places.map((place) => ({
            name: place.name,
            values: place.values.map((value) => withUnit(value, data.unit)),
          })),
        }}
      />
    </figure>
  );
}

function Spark(props: {
  values: readonly number[];
  y: (value: number) => number;
  target: number | undefined;
  missed: boolean;
}): VNode {
  const { values, y, target } = props;
  const step = values.length > 1 ? (WIDTH - 8) / (values.length - 1) : 0;
  const x = (at: number) => Math.round((4 + at * step) * 10) / 10;
  const line = values.map((value, at) => `${at === 0 ? "M" : "L"}${x(at)} ${y(value)}`).join("");
  const last = values.at(-1);
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      {target !== undefined && <path class="target-thin" d={`M4 ${y(target)}H${WIDTH - 4}`} />}
      {line && <path class="line" d={line} />}
      {last !== undefined && (
        <circle class={props.missed ? "dot-warn" : "dot"} cx={x(values.length - 1)} cy={y(last)} r="3.5" />
      )}
    </svg>
  );
}
