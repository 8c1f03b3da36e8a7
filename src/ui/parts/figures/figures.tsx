import type { VNode } from "preact";

/** A number, its unit and what it counts; never a percentage without its count and time nearby. */
export interface Figure {
  value: string;
  unit?: string;
  says: string;
}

/** A row of numbers; the words come second for the eye and first for screen readers. */
export function Figures(props: { figures: readonly Figure[] }): VNode {
  return (
    <dl class="figures">
      {props.figures.map((figure) => (
        <div key={figure.says}>
          <dt>{figure.says}</dt>
          <dd>
            {figure.value}
            {figure.unit ? <small>{figure.unit}</small> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
