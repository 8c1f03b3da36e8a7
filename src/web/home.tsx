import { page, show } from "../kernel/http/index.ts";
import { BrandMark, Links, PageDocument, renderDocument } from "../ui/index.ts";
import { frameOf } from "./frame.ts";

/** What a hall that has just been set up offers: each leads to a page that is there. */
const doors = [
  { href: "/ui", title: "统一界面规范", meta: "部件和五种模式" },
  { href: "/api/", title: "接口文档", meta: "OpenAPI 3.1" },
  { href: "/readyz", title: "运行状态", meta: "数据库、消息" },
];

/** `/`: a hall that has just been set up says what it offers so far. */
export const homePage = page({
  method: "GET",
  path: "/",
  role: "anyone",
  summary: "首页",
  cache: { tags: ["home"] },
  async handle({ house, display, asset }) {
    const frame = frameOf(house, { asset, display, address: "/" });
    return show(
      renderDocument(
        <PageDocument {...frame} title="首页">
          <main id="main" class="wrap foot-pad">
            <div class="page-head">
              <p class="brand">
                <BrandMark />
                网厅
              </p>
              <h1>大厅已经开门</h1>
              <p class="lead">数据库、消息、页面都在运行。</p>
            </div>
            <div class="measure">
              <Links links={doors} />
            </div>
          </main>
        </PageDocument>,
      ),
    );
  },
});
