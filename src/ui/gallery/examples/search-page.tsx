import type { VNode } from "preact";
import { type AssetUrl, PortalPage } from "../../layouts/index.ts";
import { Pager } from "../../parts/pager/index.ts";
import { BestAnswer, Filters, Found, Hit } from "../../parts/results/index.ts";
import { SearchBox } from "../../parts/search/index.ts";
import { exampleFrame, type Wish, yuexiu } from "./halls.ts";

const words = "开饭店要办什么证";
const at = (rest: Record<string, string>) => `/search?${new URLSearchParams({ q: words, ...rest }).toString()}`;
const days = (number: number) => (
  <>
    承诺 <b>{number} 个工作日</b>
  </>
);

/** Results of a question asked in everyday words. */
export function SearchExample(props: { wish: Wish; asset: AssetUrl }): VNode {
  return (
    <PortalPage
      frame={exampleFrame(yuexiu, props.wish, props.asset, { column: "services" })}
      kind="inner"
      title={`“${words}”的搜索结果`}
      crumbs={[{ href: "/", title: "首页" }]}
      here="搜索"
      noindex
    >
      <div class="page-head">
        <h1 class="sr">“{words}”的搜索结果</h1>
        <SearchBox
          kind="measure"
          id="q"
          size="large"
          label="换个说法再搜"
          action="/search"
          value={words}
          placeholder="搜事项、证照、部门"
        />
        <p class="quiet">
          找到 <b>9</b> 个事项。“开饭店”已理解为 <b>开办餐饮店</b>、<b>食品经营</b>；“办什么证”所以先列许可和登记。
          <a href={at({ literal: "1" })}>只搜原词</a>
        </p>
      </div>
      <div class="split split-left">
        <Filters action="/search" clearHref={at({})} keep={[{ name: "q", value: words }]} groups={filters} />
        <div>
          <BestAnswer
            id="best"
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
            facts={[days(10), "跑 1 次（现场联合核查）", "不收费", "可只选其中几项"]}
            applyHref="/items/open-restaurant/apply"
          />
          <h2 class="sr">其他结果</h2>
          <ol>
            <Hit
              href="/items/food-business-licence"
              title="食品经营许可（新办）"
              why={
                <>
                  “<Found>开饭店</Found>”是这个事项的常用叫法。只办这一张证时选它，要先有营业执照。
                </>
              }
              facts={[days(7), "全程网办", "不用跑", "不收费", "越秀区市场监督管理局"]}
              applyHref="/items/food-business-licence/apply"
            />
            <Hit
              href="/items/individual-business-setup"
              title="个体工商户设立登记"
              why={
                <>
                  “<Found>开店</Found>办执照”是常用叫法。还没有营业执照的，先办这个；用“一件事”会自动一起办。
                </>
              }
              facts={[days(1), "全程网办", "不用跑", "不收费", "越秀区市场监督管理局"]}
              applyHref="/items/individual-business-setup/apply"
            />
            <Hit
              href="/items/food-licence-query"
              title="食品经营许可查询"
              why={
                <>
                  名称含“<Found>食品经营</Found>”。想知道一家店有没有证，用这个查。
                </>
              }
              facts={["随时可查", "不用登录", "广东省市场监督管理局"]}
            />
          </ol>
          <div class="row row-between above">
            <Pager page={1} pages={2} href={(page) => at({ page: `${page}` })} />
            <p class="small quiet">
              没有找到？<a href="/help/search">换个说法</a>，或拨打 <a href="tel:12345">12345</a>
            </p>
          </div>
        </div>
      </div>
    </PortalPage>
  );
}

const filters = [
  {
    name: "who",
    title: "服务对象",
    choices: [
      { value: "person", label: "个人", count: 9 },
      { value: "legal", label: "企业", count: 7 },
      { value: "society", label: "社会组织", count: 4 },
    ],
  },
  {
    name: "level",
    title: "办理层级",
    choices: [
      { value: "440104", label: "越秀区", count: 5, chosen: true },
      { value: "440100", label: "广州市", count: 1 },
      { value: "440000", label: "广东省", count: 3 },
    ],
  },
  {
    name: "how",
    title: "办理方式",
    choices: [
      { value: "online", label: "全程网办", count: 8 },
      { value: "no-visit", label: "一次不跑", count: 7 },
      { value: "free", label: "免费", count: 9 },
    ],
  },
];
