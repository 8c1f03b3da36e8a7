import type { VNode } from "preact";
import { dayParts } from "./day-words.ts";
import { layRail, RAIL_LONG, type RailData, type RailItem, type RailStop, railSentence } from "./rail-days.ts";

/**
 * The date rail: the case's workdays as real dates on one line, with today, the promised day and the legal day.
 * Weekends and holidays are gaps, so "7 个工作日" is seen. It narrows by itself: on a phone far days are folded.
 */
export function DateRail(props: { rail: RailData }): VNode {
  const items = layRail(props.rail);
  const stops = items.filter((item) => item.is === "day");
  const deepest = (width: "narrow" | "wide") => Math.max(0, ...stops.map((stop) => stop.flag?.row[width] ?? 0));
  const shape = stops.length > RAIL_LONG ? "rail rail-long" : "rail";
  const rows = [deepest("narrow") > 0 && `deep-${deepest("narrow")}`, deepest("wide") > 0 && `wide-${deepest("wide")}`];
  return (
    <div class={shape} role="img" aria-label={railSentence(props.rail)}>
      <ol aria-hidden="true" class={rows.filter(Boolean).join(" ") || undefined}>
        {items.map((item) => (
          <RailPlace key={item.is === "day" ? item.on : `fold-${item.workdays}`} item={item} />
        ))}
      </ol>
    </div>
  );
}

function RailPlace(props: { item: RailItem }): VNode {
  const { item } = props;
  if (item.is === "fold") {
    return (
      <li class="rail-fold">
        <i />
        <b>{item.workdays} 天</b>
      </li>
    );
  }
  return (
    <li class={stopClass(item)}>
      {item.month && <small class={item.month.folded ? "rail-again" : undefined}>{item.month.word}</small>}
      <i />
      {!item.rest || item.flag ? <b>{dayParts(item.on).date}</b> : null}
      {item.flag && <em class={flagClass(item.flag)}>{item.flag.words}</em>}
    </li>
  );
}

function stopClass(stop: RailStop): string {
  const names = [`is-${stop.stretch}`];
  if (stop.when !== "next") names.push(`is-${stop.when}`);
  if (stop.rest) names.push("is-rest");
  if (stop.paused) names.push("is-paused");
  if (stop.end) names.push(`is-end-${stop.end}`);
  if (stop.far) names.push("is-far");
  if (stop.flag) names.push("is-said");
  return names.join(" ");
}

function flagClass(flag: NonNullable<RailStop["flag"]>): string {
  const names = [];
  if (flag.edge !== "middle") names.push(`at-${flag.edge}`);
  if (flag.row.narrow > 0) names.push(`row-${flag.row.narrow}`);
  if (flag.row.wide > 0) names.push(`wide-row-${flag.row.wide}`);
  return names.join(" ");
}
