import type { Specimen } from "../../gallery/specimen.ts";
import { BestAnswer } from "./best.tsx";
import { Filters } from "./filters.tsx";
import { Found, Hit } from "./hit.tsx";

export const specimens: Specimen[] = [
  {
    title: "最合适的答案：一件事",
    view: () => (
      <BestAnswer
        id="best-sample"
        href="/items/open-restaurant"
        title="开办餐饮店“一件事”"
        why="一张表、一次交、一起领"
        together={{
          says: "开一家餐饮店常要的四样，一次申请同时办：",
          items: [
            { name: "个体工商户设立登记", days: "1 个工作日" },
            { name: "食品经营许可（新办）", days: "7 个工作日" },
            { name: "户外招牌设置备案", days: "3 个工作日" },
            { name: "公众聚集场所投入使用、营业前消防安全检查", days: "10 个工作日" },
          ],
        }}
        facts={[
          <>
            承诺 <b>10 个工作日</b>
          </>,
          "跑 1 次（现场联合核查）",
          "不收费",
          "可只选其中几项",
        ]}
        applyHref="/items/open-restaurant/apply"
      />
    ),
  },
  {
    title: "命中的事项：为什么在这里，要多久；很长的名称不截断",
    view: () => (
      <ol>
        <Hit
          href="/items/food-business-licence"
          title="食品经营许可（新办）"
          why={
            <>
              “<Found>开饭店</Found>”是这个事项的常用叫法。只办这一张证时选它，要先有营业执照。
            </>
          }
          facts={[
            <>
              承诺 <b>7 个工作日</b>
            </>,
            "全程网办",
            "不用跑",
          ]}
          applyHref="/items/food-business-licence/apply"
        />
        <Hit
          href="/items/construction-planning-permit"
          title="建设工程规划类许可证核发（建筑类）(加建、改建、扩建建筑工程《建设工程规划许可证》核发—危房原址重建、改建（包括拆除历史文化街区、名镇、名村核心保护范围内历史建筑以外建筑物、构筑物或者其他设施）)"
          why="相关度较低：店面要加建、改建时才需要。"
          facts={["广州市规划和自然资源局"]}
        />
      </ol>
    ),
  },
  {
    title: "筛选：左栏，手机上折叠",
    view: () => (
      <Filters
        action="/search"
        clearHref="/search?q=开饭店"
        keep={[{ name: "q", value: "开饭店" }]}
        groups={[
          {
            name: "who",
            title: "服务对象",
            choices: [
              { value: "person", label: "个人", count: 9 },
              { value: "legal", label: "企业", count: 7, chosen: true },
            ],
          },
          {
            name: "how",
            title: "办理方式",
            choices: [
              { value: "online", label: "全程网办", count: 8 },
              { value: "free", label: "免费", count: 9 },
            ],
          },
        ]}
      />
    ),
  },
];
