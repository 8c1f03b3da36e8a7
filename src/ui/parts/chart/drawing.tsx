import { createElement, type VNode } from "preact";
import type { Shape } from "./shapes.ts";

/** A drawing with its one sentence for whoever does not see it. */
export function Drawing(props: { shapes: readonly Shape[]; width: number; height: number; says: string }): VNode {
  return (
    <svg class="chart" viewBox={`0 0 ${props.width} ${props.height}`} role="img" aria-label={props.says}>
      {props.shapes.map((shape) => createElement(shape.tag, shape.attributes, shape.text))}
    </svg>
  );
}
