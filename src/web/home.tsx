import { page, show } from "../kernel/http/index.ts";
import { BrandMark, PageDocument, renderDocument } from "../ui/index.ts";
import { frameOf } from "./frame.ts";

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
              <p class="lead">地基已经铺好：数据库、消息、页面和检查都在运行。事项和办件由后面的模块带来。</p>
            </div>
          </main>
        </PageDocument>,
      ),
    );
  },
});
