import type { VNode } from "preact";
import { cutRuler } from "../time/ruler.tsx";

/** A limit as the item states it, before any case. 0 days: done on the spot. */
export interface StatedLimit {
  days: number;
  unit: "workday" | "day";
  /** What the law adds, e.g. 特殊原因经负责人批准可延长 5 个工作日. */
  note?: string;
}

const unitWords = { workday: "个工作日", day: "个自然日" } as const;

/** Promise and law of an item side by side on one scale, so that the days saved are seen. Promise first, always both. */
export function StatedLimits(props: { promised: StatedLimit; legal: StatedLimit | undefined }): VNode {
  const { promised, legal } = props;
  const whole = legal && legal.unit === promised.unit ? Math.max(legal.days, promised.days) : promised.days;
  return (
    <div class="clock-row">
      <div class="clock">
        <div class="clock-head">
          <span>承诺时限</span>
          <strong>{says(promised)}</strong>
        </div>
        <StatedRuler days={promised.days} whole={whole} />
        <p class="clock-foot">{promiseNote(promised, legal)}</p>
      </div>
      <div class="clock" data-kind="legal">
        <div class="clock-head">
          <span>法定时限</span>
          <strong>{legal ? says(legal) : "没有规定"}</strong>
        </div>
        {legal ? <StatedRuler days={legal.days} whole={legal.days} /> : null}
        <p class="clock-foot">{legal ? (legal.note ?? "自受理之日起计算") : "法律没有规定时限，以承诺为准"}</p>
      </div>
    </div>
  );
}

function says(limit: StatedLimit): string {
  return limit.days === 0 ? "当场办结" : `${limit.days} ${unitWords[limit.unit]}`;
}

function promiseNote(promised: StatedLimit, legal: StatedLimit | undefined): string {
  if (!legal || legal.unit !== promised.unit) return "从受理之日起算";
  const saved = legal.days - promised.days;
  if (saved <= 0) return "从受理之日起算，与法定相同";
  return `从受理之日起算，比法定快 ${saved} ${unitWords[promised.unit]}`;
}

function StatedRuler(props: { days: number; whole: number }): VNode | null {
  const { days, whole } = props;
  if (whole <= 0) return null;
  const cut = cutRuler(whole, "full");
  const gaps = Array.from({ length: cut.cells - 1 }, (_, cell) => `M${(cell + 1) * cut.daysPerCell} 0v1`).join("");
  return (
    <svg class="ruler" viewBox={`0 0 ${whole} 1`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="used" width={days} height="1" />
      {whole > days ? <rect class="saved" x={days} width={whole - days} height="1" /> : null}
      <path class={cut.thin ? "gap gap-thin" : "gap"} d={gaps} />
    </svg>
  );
}
