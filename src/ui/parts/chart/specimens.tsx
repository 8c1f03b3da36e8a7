import type { Specimen } from "../../gallery/specimen.ts";
import { Columns } from "./columns.tsx";
import { LawAndPromise } from "./law-and-promise.tsx";
import { SmallMultiples } from "./multiples.tsx";
import { Ranking } from "./ranking.tsx";
import { ShareStrip } from "./share.tsx";
import { byCity, byRoad, cities, departments, inAndOut, onTime, whereDaysGo } from "./specimen-data.ts";
import { TargetBar } from "./target-bar.tsx";
import { Trend } from "./trend.tsx";

export const specimens: Specimen[] = [
  {
    title: "法定与承诺",
    note: "首页用：按事项目录算出的平均时限，一格一个工作日。",
    view: () => <LawAndPromise data={{ items: 1322, legalDays: 36.2, promisedDays: 12.4 }} />,
  },
  { title: "趋势", note: "线端直接写数，目标是一条黑线；下面有数据表。", view: () => <Trend data={onTime} /> },
  { title: "两条线，休息日有底色", view: () => <Trend data={inAndOut} /> },
  { title: "分段的柱", view: () => <Columns data={byRoad} /> },
  {
    title: "达标与未达标",
    note: "竖线是目标，琥珀色是没有达到。",
    view: () => (
      <div class="halves">
        <TargetBar measured={{ value: 86.1, target: 80, unit: "%" }} />
        <TargetBar measured={{ value: 74.1, target: 75, unit: "%" }} />
        <TargetBar measured={{ value: 0, target: 10, unit: "%" }} />
        <TargetBar measured={{ value: 10_000, unit: "件", full: 10_000 }} />
      </div>
    ),
  },
  { title: "排名", note: "排名本身就是带条的表；同分同名次。", view: () => <Ranking data={cities} /> },
  { title: "排名：越短越好，名称很长", view: () => <Ranking data={departments} /> },
  { title: "花在哪", view: () => <ShareStrip data={whereDaysGo} /> },
  { title: "一样的小图", note: "同一把尺，可以互相比。", view: () => <SmallMultiples data={byCity} /> },
  { title: "没有数据", view: () => <Trend data={{ ...onTime, moments: [], lines: [] }} /> },
];
