import { specimens as button } from "../parts/button/specimens.tsx";
import { specimens as chart } from "../parts/chart/specimens.tsx";
import { specimens as desk } from "../parts/console/specimens.tsx";
import { specimens as empty } from "../parts/empty/specimens.tsx";
import { specimens as facts } from "../parts/facts/specimens.tsx";
import { specimens as field } from "../parts/field/specimens.tsx";
import { specimens as figures } from "../parts/figures/specimens.tsx";
import { specimens as form } from "../parts/form/specimens.tsx";
import { specimens as guide } from "../parts/guide/specimens.tsx";
import { specimens as home } from "../parts/home/specimens.tsx";
import { specimens as legal } from "../parts/legal/specimens.tsx";
import { specimens as links } from "../parts/links/specimens.tsx";
import { specimens as notice } from "../parts/notice/specimens.tsx";
import { specimens as results } from "../parts/results/specimens.tsx";
import { specimens as search } from "../parts/search/specimens.tsx";
import { specimens as steps } from "../parts/steps/specimens.tsx";
import { specimens as table } from "../parts/table/specimens.tsx";
import { specimens as tag } from "../parts/tag/specimens.tsx";
import { specimens as taskList } from "../parts/task-list/specimens.tsx";
import { specimens as time } from "../parts/time/specimens.tsx";
import type { Specimen } from "./specimen.ts";

/** A chapter of the gallery: parts that belong together. */
export interface Chapter {
  id: string;
  title: string;
  specimens: readonly Specimen[];
}

/** Every part of the look, in the order in which a reader meets it. */
export const chapters: readonly Chapter[] = [
  { id: "button", title: "按钮", specimens: button },
  { id: "field", title: "字段", specimens: [...field, ...form] },
  { id: "notice", title: "提示与错误", specimens: notice },
  { id: "time", title: "时限与经过", specimens: time },
  { id: "steps", title: "步骤与任务", specimens: [...steps, ...taskList] },
  { id: "table", title: "表格、事实、标签", specimens: [...table, ...facts, ...tag] },
  { id: "find", title: "搜索与结果", specimens: [...search, ...results] },
  { id: "guide", title: "事项指南", specimens: guide },
  { id: "home", title: "首页部件", specimens: home },
  { id: "ways", title: "路径与清单", specimens: links },
  { id: "numbers", title: "数字与图", specimens: [...figures, ...chart] },
  { id: "legal", title: "文书与证照", specimens: legal },
  { id: "desk", title: "工作台与终端", specimens: desk },
  { id: "empty", title: "空、对话、折叠", specimens: empty },
];
