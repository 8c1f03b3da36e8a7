import type { Day } from "../../../kernel/calendar/index.ts";
import type { Specimen } from "../../gallery/specimen.ts";
import { WhoHolds } from "./holder.tsx";
import { Journal } from "./journal.tsx";
import { DayLeaf, MonthLeaf } from "./leaf.tsx";
import type { ShownLimit } from "./limit.ts";
import { LimitPair, LimitRuler, MiniLimit } from "./limit-view.tsx";
import { DateRail } from "./rail.tsx";
import { exampleLimits, exampleRails, novemberLeaf } from "./specimen-days.ts";
import { exampleSteps, stepsToCome } from "./specimen-steps.ts";

/** A day written out in an example. */
const day = (text: string) => text as Day;

const limits = (list: readonly ShownLimit[]) => () => (
  <div class="thirds">
    {list.map((limit) => (
      <LimitRuler key={JSON.stringify(limit)} limit={limit} />
    ))}
  </div>
);

const minis = (list: readonly ShownLimit[]) => () => (
  <div class="row">
    {list.map((limit) => (
      <MiniLimit key={JSON.stringify(limit)} limit={limit} />
    ))}
  </div>
);

export const specimens: Specimen[] = [
  {
    title: "承诺与法定，并排",
    note: "一格一个工作日，填满的已用。先承诺后法定，两个都写。",
    view: () => <LimitPair promised={exampleLimits.promised} legal={exampleLimits.legal} />,
  },
  { title: "工作日尺：进行中、今天到期、办结", view: limits(exampleLimits.going) },
  { title: "工作日尺：超承诺（黄牌）、超法定（红牌）、暂停", view: limits(exampleLimits.troubled) },
  { title: "工作日尺：未开始、补正、暂定", view: limits(exampleLimits.waiting) },
  {
    title: "工作日尺：当场办结、延长、很长",
    note: "超过 60 天时一格 5 天，尺下写明。",
    view: limits(exampleLimits.extreme),
  },
  { title: "表格里的小尺", view: minis(exampleLimits.small) },
  {
    title: "日子线：进行中",
    note: "真实日期排成一线，周末和节假日是空档；竖线是承诺日和法定日。",
    view: () => <DateRail rail={exampleRails.running} />,
  },
  { title: "日子线：暂停过", view: () => <DateRail rail={exampleRails.paused} /> },
  { title: "日子线：超期", view: () => <DateRail rail={exampleRails.late} /> },
  { title: "日子线：日子挨着，字不相碰", view: () => <DateRail rail={exampleRails.crowded} /> },
  { title: "日子线：今天受理会怎样（办事指南）", view: () => <DateRail rail={exampleRails.ifToday} /> },
  {
    title: "日子线：45 + 15 个工作日，跨年暂定",
    note: "离标记远的日子折起来，写明几天。",
    view: () => <DateRail rail={exampleRails.long} />,
  },
  {
    title: "办理经过，带流水摘要",
    note: "新的在上；将来的步骤是空心。摘要取自每一步的散列，抄下来就能对。",
    view: () => <Journal steps={exampleSteps} next={stepsToCome} today={day("2026-11-20")} level={4} />,
  },
  {
    title: "在谁手里，从何时起",
    view: () => (
      <WhoHolds
        today={day("2026-11-20")}
        holder={{
          body: "越秀区市场监督管理局",
          post: "现场核查岗，工号 0217",
          since: new Date("2026-11-16T07:05:00Z"),
          heldWorkdays: 4,
          theirs: "11月23日 18:00 前上传核查表",
          yours: "11月23日上午有人在店",
          phone: { number: "12345", label: "转越秀区" },
        }}
      />
    ),
  },
  {
    title: "日历页",
    view: () => (
      <div class="row row-base">
        <DayLeaf on={day("2026-11-23")} time="09:30" />
        <DayLeaf on={day("2026-11-24")} />
        <MonthLeaf days={novemberLeaf} />
      </div>
    ),
  },
];
