import type { VNode } from "preact";
import { type AssetUrl, PortalPage } from "../../layouts/index.ts";
import { LawAndPromise } from "../../parts/chart/index.ts";
import { Figures } from "../../parts/figures/index.ts";
import { Departments, FiveColumns, Hero, QuickBar, Section, Services, Tiles } from "../../parts/home/index.ts";
import { Links } from "../../parts/links/index.ts";
import { exampleFrame, guangdong, type Wish } from "./halls.ts";
import { commonServices, departments, doors, fiveColumns, news } from "./home.ts";
import { themesOfLegalPersons, themesOfPersons } from "./themes.ts";

const hot = ["开饭店", "居住证", "房屋过户", "社保卡", "开公司", "结婚预约"].map((words) => ({
  words,
  href: `/search?${new URLSearchParams({ q: words }).toString()}`,
}));

/** Home of a province hall: one question, then the ways to an item. */
export function HomeExample(props: { wish: Wish; asset: AssetUrl }): VNode {
  return (
    <PortalPage
      kind="home"
      frame={exampleFrame(guangdong, props.wish, props.asset, { column: "home" })}
      title="首页"
      description="广东省网上办事大厅：搜事项、看指南、在线办理、查进度。"
    >
      <Hero question="您要办什么事？" action="/search" example="例如：开饭店要办什么证" hot={hot} />
      <QuickBar progressAction="/progress" doors={doors} />
      <div class="wrap">
        <Section id="common" title="常办的事" aside="大字是我们的承诺，小字是法律的上限">
          <Services services={commonServices} />
        </Section>
        <section class="section" aria-labelledby="themes">
          <h2 class="sr" id="themes">
            按主题找
          </h2>
          <div class="halves">
            <div>
              <div class="section-head">
                <h2>个人办事</h2>
                <p>31 个主题，按人的一生排列</p>
              </div>
              <Tiles tiles={themesOfPersons} allHref="/services/person" />
            </div>
            <div>
              <div class="section-head">
                <h2>企业办事</h2>
                <p>34 个主题，从设立到注销</p>
              </div>
              <Tiles tiles={themesOfLegalPersons} allHref="/services/legal" />
            </div>
          </div>
        </section>
        <Section id="departments" title="部门办事" aside={<a href="/departments">全部 48 个省级部门</a>} secondary>
          <Departments departments={departments} moreHref="/departments" />
        </Section>
      </div>
      <section class="band secondary" aria-labelledby="five">
        <div class="wrap section">
          <h2 class="sr" id="five">
            五个栏目
          </h2>
          <FiveColumns columns={fiveColumns} />
        </div>
      </section>
      <div class="wrap">
        <Section
          id="live"
          title="大厅实况"
          aside={
            <>
              11月20日 10:00 · 由办件日志算出，<a href="/supervision">可以核对</a>
            </>
          }
          secondary
        >
          <div class="stack-l">
            <LawAndPromise data={{ items: 1322, legalDays: 36.2, promisedDays: 12.4 }} />
            <Figures
              figures={[
                { value: "12,846", unit: "件", says: "今天申办" },
                { value: "11,903", unit: "件", says: "今天办结" },
                { value: "98.7", unit: "%", says: "本月按期办结（214,806 件）" },
                { value: "1,922", unit: "项", says: "可全程网办（共 1,979 项）" },
                { value: "1,905", unit: "项", says: "一次都不用跑" },
              ]}
            />
          </div>
        </Section>
        <Section id="news" title="通知公告" aside={<a href="/disclosure/notices">全部公告</a>}>
          <Links links={news} />
        </Section>
      </div>
    </PortalPage>
  );
}
