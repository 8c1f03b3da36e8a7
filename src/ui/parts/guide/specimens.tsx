import { foodMaterials, foodSituations } from "../../gallery/examples/food-licence.ts";
import type { Specimen } from "../../gallery/specimen.ts";
import { Materials } from "./materials.tsx";
import { Situations } from "./situations.tsx";
import { StartPanel } from "./start.tsx";
import { StatedLimits } from "./stated-limits.tsx";

export const specimens: Specimen[] = [
  {
    title: "情形与材料：勾哪种情形，清单就列哪些",
    note: "样式表当场收窄；没有 :has 的浏览器按“更新清单”，由服务器收窄。",
    view: () => (
      <div class="guide">
        <Situations action="/items/food-business-licence" situations={foodSituations} chosen={["proxy"]} />
        <Materials caption="共 6 项，其中 1 项免交" materials={foodMaterials} />
      </div>
    ),
  },
  {
    title: "事项的两个时限：同一把尺，快几天看得见",
    view: () => (
      <div class="stack-l">
        <StatedLimits promised={{ days: 7, unit: "workday" }} legal={{ days: 10, unit: "workday" }} />
        <StatedLimits promised={{ days: 10, unit: "workday" }} legal={{ days: 15, unit: "day" }} />
        <StatedLimits promised={{ days: 0, unit: "workday" }} legal={undefined} />
      </div>
    ),
  },
  {
    title: "开始办理",
    view: () => (
      <div class="thirds">
        <StartPanel
          href="/items/food-business-licence/apply"
          facts={[
            { term: "承诺", value: <b>7 个工作日</b> },
            { term: "法定", value: "10 个工作日" },
            { term: "跑动", value: "不用跑" },
            { term: "费用", value: "不收费" },
          ]}
        />
      </div>
    ),
  },
];
