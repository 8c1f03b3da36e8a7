import type { VNode } from "preact";
import type { Day } from "../../../kernel/calendar/index.ts";
import { dayWord, instantWords } from "./day-words.ts";

/** Who holds the case now and since when; what each side has to do next. Every wait has an owner. */
export interface Holder {
  body: string;
  post: string;
  since: Date;
  heldWorkdays: number;
  yours?: string;
  theirs?: string;
  phone?: { number: string; label: string };
}

/** 在谁手里: the facts of the present wait. */
export function WhoHolds(props: { holder: Holder; today?: Day }): VNode {
  const { holder } = props;
  const since = instantWords(holder.since);
  return (
    <dl class="facts facts-tight holder">
      <div>
        <dt>在谁手里</dt>
        <dd>
          {holder.body}
          <span class="sub">{holder.post}</span>
        </dd>
      </div>
      <div>
        <dt>从何时起</dt>
        <dd>
          <time dateTime={since.datetime}>
            {dayWord(since.day, props.today)} {since.time}
          </time>
          <span class="sub">{heldWords(holder, since.day, props.today)}</span>
        </dd>
      </div>
      {holder.theirs && (
        <div>
          <dt>他们要做</dt>
          <dd>{holder.theirs}</dd>
        </div>
      )}
      <div>
        <dt>您要做</dt>
        <dd>{holder.yours ?? "现在不用做什么"}</dd>
      </div>
      {holder.phone && (
        <div>
          <dt>电话</dt>
          <dd>
            <a href={`tel:${holder.phone.number}`}>{holder.phone.number}</a> {holder.phone.label}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** No workday yet is today only on the day itself: over a weekend it is not. */
function heldWords({ heldWorkdays, yours }: Holder, since: Day, today: Day = since): string {
  if (heldWorkdays > 0) return `已 ${heldWorkdays} 个工作日`;
  if (since !== today) return "还不到 1 个工作日";
  return yours === undefined ? "今天刚接手" : "今天开始";
}
