import type { Specimen } from "../../gallery/specimen.ts";
import { Crumbs } from "../crumbs/index.ts";
import { Pager } from "../pager/index.ts";
import { Toc } from "../toc/index.ts";
import { Bullets } from "./bullets.tsx";
import { Links } from "./links.tsx";

export const specimens: Specimen[] = [
  {
    title: "当前位置、本页内容、分页",
    view: () => (
      <div class="stack-l">
        <Crumbs
          label="当前位置示例"
          way={[
            { href: "/", title: "首页" },
            { href: "/themes/p-permit", title: "准营准办" },
          ]}
          here="食品经营许可（新办）"
        />
        <Toc
          label="本页内容示例"
          entries={[
            { id: "chapter-button", title: "按钮" },
            { id: "chapter-field", title: "字段" },
          ]}
        />
        <Pager label="分页示例：中间" page={7} pages={23} href={(page) => `/search?q=登记&page=${page}`} />
        <Pager label="分页示例：开头" page={1} pages={3} href={(page) => `/search?q=许可&page=${page}`} />
      </div>
    ),
  },
  {
    title: "链接清单、要点",
    view: () => (
      <div class="halves">
        <Links
          links={[
            {
              href: "/cases/440104-261109-00863/documents/acceptance",
              title: "受理通知书",
              meta: "11-13",
              day: "2026-11-13",
            },
            {
              href: "/cases/440104-261109-00863/documents/correction",
              title: "补正告知书",
              meta: "11-11",
              day: "2026-11-11",
            },
            { href: "/cases/440104-261109-00863/materials", title: "我交的材料", meta: "5 件" },
          ]}
        />
        <Bullets
          items={[
            "先取得营业执照等合法主体资格",
            "有与品种、数量相适应的场所、设备和布局流程",
            "有食品安全管理人员和规章制度",
          ]}
        />
      </div>
    ),
  },
];
