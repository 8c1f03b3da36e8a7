import type { VNode } from "preact";
import type { Day } from "../../../kernel/calendar/index.ts";
import { dayParts, weekdayOf, weekdayWord } from "./day-words.ts";

/** One day torn from the calendar, beside an appointment or a due day. */
export function DayLeaf(props: { on: Day; time?: string }): VNode {
  const { month, date } = dayParts(props.on);
  return (
    <time class="day-leaf" dateTime={props.time ? `${props.on}T${props.time}+08:00` : props.on}>
      <span>{month}月</span>
      <b>{date}</b>
      <small>
        {weekdayWord(props.on)}
        {props.time && ` ${props.time}`}
      </small>
    </time>
  );
}

/** A day on a month's leaf: its kind by the calendar, 休 or 班 where it differs from the weekday, and a word of the case. */
export interface LeafDay {
  on: Day;
  kind: "workday" | "rest";
  word?: string;
  tone?: "today" | "promised" | "legal" | "mark";
}

/**
 * A month as a leaf of the wall calendar, Monday first: which days count, which are off, which are the case's own.
 *
 * @param days every day of one month in order.
 */
export function MonthLeaf(props: { days: readonly LeafDay[] }): VNode | null {
  const first = props.days[0];
  if (!first) return null;
  const { year, month } = dayParts(first.on);
  const weeks = intoWeeks(props.days);
  return (
    <table class="leaf">
      <caption>
        {year}年{month}月
      </caption>
      <thead>
        <tr>
          {["一", "二", "三", "四", "五", "六", "日"].map((word) => (
            <th scope="col" key={word}>
              <span class="sr">星期</span>
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, row) => (
          <tr key={row}>
            {week.map((day, column) => (day ? <LeafCell key={day.on} day={day} /> : <td key={`${row}-${column}`} />))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LeafCell(props: { day: LeafDay }): VNode {
  const { day } = props;
  const weekend = [0, 6].includes(weekdayOf(day.on));
  const swapped = day.kind === "rest" ? (weekend ? undefined : "休") : weekend ? "班" : undefined;
  const names = [day.kind === "rest" ? "is-rest" : "", day.tone ? `is-${day.tone}` : ""].filter(Boolean);
  return (
    <td class={names.join(" ") || undefined}>
      <time dateTime={day.on}>{dayParts(day.on).date}</time>
      {swapped && <sup>{swapped}</sup>}
      {day.word && <small>{day.word}</small>}
    </td>
  );
}

function intoWeeks(days: readonly LeafDay[]): (LeafDay | undefined)[][] {
  const first = days[0];
  const lead = first ? (weekdayOf(first.on) + 6) % 7 : 0;
  const cells: (LeafDay | undefined)[] = [...Array.from({ length: lead }, () => undefined), ...days];
  while (cells.length % 7 !== 0) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
