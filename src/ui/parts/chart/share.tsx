import type { VNode } from "preact";
import { NoData } from "./data-table.tsx";
import { numberWord, withUnit } from "./numbers.ts";

/** How a whole is made up, in its own order: where the days of a case go, by what road cases come in. */
export interface ShareData {
  title: string;
  unit: string;
  parts: readonly { name: string; value: number }[];
}

const WIDTH = 640;

/** A strip cut into parts, the largest dark; the list below it is its data, numbered as the strip is. */
export function ShareStrip(props: { data: ShareData }): VNode {
  const { title, unit, parts } = props.data;
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  if (total <= 0) return <NoData title={title} />;
  const largest = Math.max(...parts.map((part) => part.value));
  let at = 0;
  const cuts = parts.map((part) => {
    const from = at;
    at += (part.value / total) * WIDTH;
    return { from, to: at, largest: part.value === largest };
  });
  return (
    <div class="share">
      <svg class="chart" viewBox={`0 0 ${WIDTH} 16`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {cuts.map((cut) =>
          cut.to > cut.from ? (
            <rect
              class={cut.largest ? "bar-on" : "bar"}
              key={cut.from}
              x={tenth(cut.from)}
              width={tenth(Math.max(1, cut.to - cut.from - 2))}
              height="16"
            />
          ) : null,
        )}
      </svg>
      <ol>
        {parts.map((part) => (
          <li key={part.name} class={part.value === largest ? "is-largest" : undefined}>
            <span>{part.name}</span>
            <b>{withUnit(part.value, unit)}</b>
            <small>{numberWord((part.value / total) * 100)}%</small>
          </li>
        ))}
      </ol>
    </div>
  );
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
