import type { VNode } from "preact";
import { NoData } from "./data-table.tsx";
import { numberWord } from "./numbers.ts";

/** The average limits of a hall's items, in workdays, computed from the catalogue. */
export interface LawAndPromiseData {
  items: number;
  legalDays: number;
  promisedDays: number;
}

/**
 * 法律给的时间，和我们承诺的时间: two rulers on one scale, a cell a workday, so that the cut is seen before it is read.
 */
export function LawAndPromise(props: { data: LawAndPromiseData }): VNode {
  const { items, legalDays, promisedDays } = props.data;
  if (items === 0 || legalDays <= 0) return <NoData title="法定和承诺的平均时限" />;
  const whole = Math.max(legalDays, promisedDays);
  const cut = Math.round((1 - promisedDays / legalDays) * 100);
  return (
    <figure class="law-promise">
      <figcaption>
        <b>法律给的时间，和我们承诺的时间</b>
        <span>{numberWord(items)} 个有时限事项的平均值，工作日</span>
      </figcaption>
      <dl>
        <div data-kind="legal">
          <dt>法定</dt>
          <dd>
            <DayBar days={legalDays} whole={whole} />
            <b>{numberWord(legalDays)}</b>
          </dd>
        </div>
        <div>
          <dt>承诺</dt>
          <dd>
            <DayBar days={promisedDays} whole={whole} />
            <b>{numberWord(promisedDays)}</b>
          </dd>
        </div>
      </dl>
      {cut > 0 && (
        <p>
          平均少等 {numberWord(legalDays - promisedDays)} 个工作日，压缩 {cut}%
        </p>
      )}
    </figure>
  );
}

/** Cells of one day; beyond 60 days a cell is a week, as on the ruler. */
function DayBar(props: { days: number; whole: number }): VNode {
  const { days, whole } = props;
  const cell = whole > 60 ? 5 : 1;
  const gaps = Array.from(
    { length: Math.max(0, Math.ceil(days / cell) - 1) },
    (_, at) => `M${(at + 1) * cell} 0v1`,
  ).join("");
  return (
    <svg class="ruler" viewBox={`0 0 ${whole} 1`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="used" width={days} height="1" />
      {gaps && <path class={whole > 25 ? "gap gap-thin" : "gap"} d={gaps} />}
    </svg>
  );
}
