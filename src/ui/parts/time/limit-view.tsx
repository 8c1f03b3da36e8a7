import type { VNode } from "preact";
import { limitDigits, limitName, limitNote, limitSays, limitTone, type ShownLimit, wholeLimit } from "./limit.ts";
import { cutRuler, Ruler } from "./ruler.tsx";

/** A limit in full: its name and what is left, the ruler, until when. */
export function LimitRuler(props: { limit: ShownLimit }): VNode {
  const { limit } = props;
  const weeks = cutRuler(wholeLimit(limit), "full").daysPerCell === 5;
  return (
    <div class="clock" data-kind={limit.kind} data-state={limitTone(limit)}>
      <div class="clock-head">
        <span>{limitName(limit)}</span>
        <strong>{limitSays(limit)}</strong>
      </div>
      <Ruler limit={limit} />
      <p class="clock-foot">{weeks ? `${limitNote(limit)} · 一格 5 天` : limitNote(limit)}</p>
    </div>
  );
}

/** Promise and law side by side, promise first: always both. */
export function LimitPair(props: { promised: ShownLimit; legal: ShownLimit }): VNode {
  return (
    <div class="clock-row">
      <LimitRuler limit={props.promised} />
      <LimitRuler limit={props.legal} />
    </div>
  );
}

/** A limit in a table cell: two short words and a small ruler. */
export function MiniLimit(props: { limit: ShownLimit }): VNode {
  const { limit } = props;
  return (
    <span class="mini" data-kind={limit.kind} data-state={limitTone(limit)}>
      <b>{limitSays(limit, true)}</b> <span class="quiet">{limitDigits(limit)}</span>
      <Ruler limit={limit} size="mini" />
    </span>
  );
}
