import type { ComponentChildren, VNode } from "preact";

/** One fact of a record: its term and its value. */
export interface Fact {
  term: string;
  value: ComponentChildren;
  /** A smaller second line: the number of a decree, a condition. */
  note?: string;
}

/** Term and value with hairlines: the default way to show a record. `tight` in side columns and consoles. */
export function Facts(props: { facts: readonly Fact[]; tight?: boolean }): VNode {
  return (
    <dl class={props.tight ? "facts facts-tight" : "facts"}>
      {props.facts.map((fact) => (
        <div key={fact.term}>
          <dt>{fact.term}</dt>
          <dd>
            {fact.value}
            {fact.note ? <span class="material-note">{fact.note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A few facts on one line under a title; what counts most is given bold by the caller. */
export function InlineFacts(props: { facts: readonly ComponentChildren[] }): VNode {
  return (
    <div class="inline-facts">
      {props.facts.map((fact, at) => (
        <span key={at}>{fact}</span>
      ))}
    </div>
  );
}
