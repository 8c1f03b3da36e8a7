import type { VNode } from "preact";
import { type AssetUrl, PageHead, PortalPage, Split } from "../../layouts/index.ts";
import { Facts } from "../../parts/facts/index.ts";
import { Fold } from "../../parts/fold/index.ts";
import { Block, Materials, Situations, StartBar, StartPanel, StatedLimits } from "../../parts/guide/index.ts";
import { Bullets } from "../../parts/links/index.ts";
import { Steps } from "../../parts/steps/index.ts";
import { Tag } from "../../parts/tag/index.ts";
import { Toc } from "../../parts/toc/index.ts";
import { foodMaterials, foodSituations } from "./food-licence.ts";
import { exampleFrame, type Wish, yuexiu } from "./halls.ts";

const apply = "/items/food-business-licence/apply";

/** The guide of one item, all of it on one page. */
export function GuideExample(props: { wish: Wish; asset: AssetUrl }): VNode {
  return (
    <PortalPage
      frame={exampleFrame(yuexiu, props.wish, props.asset, { column: "services" })}
      title="食品经营许可（新办）"
      description="食品经营许可（新办）的条件、材料、步骤、时限、费用和依据；承诺 7 个工作日，全程网办。"
      crumbs={[
        { href: "/", title: "首页" },
        { href: "/themes/p-permit", title: "准营准办" },
      ]}
      after={<StartBar href={apply} days="7 个工作日" note="不用跑 · 不收费" />}
    >
      <PageHead
        title="食品经营许可（新办）"
        lead={
          <>
            开餐馆、卖散装食品、办食堂，开业前要有食品经营许可证。只卖预包装食品不用许可，
            <a href="/items/packaged-food-record">办理备案</a>即可。
          </>
        }
        below={
          <>
            <Tag tone="brand">全程网办</Tag>
            <Tag>行政许可</Tag>
            <Tag>承诺件</Tag>
            <span class="small quiet">也叫：开饭店、餐饮许可、食品经营许可证</span>
          </>
        }
      />
      <Split kind="guide" sideLabel="办理" side={<Side />}>
        <Toc entries={chapters} />
        <Block id="conditions" title="您可以申请，如果">
          <Bullets
            items={[
              "先取得营业执照等合法主体资格",
              "有与品种、数量相适应的场所、设备和布局流程",
              "有食品安全管理人员和规章制度",
            ]}
          />
        </Block>
        <Block id="materials" title="要准备的材料">
          <Situations action="/ui" situations={foodSituations} chosen={["proxy"]} />
          <Materials
            caption="共 6 项，其中 1 项免交。开始办理后可以随时保存，材料可以分几次补齐。"
            materials={foodMaterials}
          />
        </Block>
        <Block id="steps" title="步骤与时限">
          <Steps
            steps={[
              { name: "申请", note: "您在网上提交" },
              { name: "受理", note: "当场告知是否受理" },
              { name: "材料审查", note: "最长 2 个工作日" },
              { name: "现场核查", note: "最长 4 个工作日，先与您约时间" },
              { name: "决定", note: "最长 1 个工作日" },
              { name: "发证", note: "电子证照即时到账，纸质 5 个工作日内寄出" },
            ]}
          />
          <div class="above">
            <StatedLimits
              promised={{ days: 7, unit: "workday" }}
              legal={{ days: 10, unit: "workday", note: "自受理之日起作出决定；特殊原因经负责人批准可延长 5 个工作日" }}
            />
          </div>
          <p class="small quiet above">
            各环节的天数是内部上限，整件以承诺时限为准。材料不齐的，5
            个工作日内一次告知；逾期不告知，自收到之日起即为受理。
          </p>
        </Block>
        <Block id="fee" title="费用">
          <p>
            不收费。任何人以此名义收费，请拨打 <a href="tel:12345">12345</a>。
          </p>
        </Block>
        <Block id="result" title="您会得到">
          <Facts
            facts={[
              {
                term: "证照",
                value: (
                  <>
                    食品经营许可证（<a href="/verify/sample">电子证照样例</a>）
                  </>
                ),
              },
              { term: "有效期", value: "5 年，期满前可以网上延续" },
              { term: "领取", value: "网站下载、邮寄送达、窗口领取，任选" },
            ]}
          />
        </Block>
        <Block id="basis" title="法律依据">
          <Facts
            facts={[
              { term: "许可制度", value: "《中华人民共和国食品安全法》第三十五条", note: "2021年修正" },
              {
                term: "申请、审查与时限",
                value: "《食品经营许可和备案管理办法》第二章、第三章",
                note: "国家市场监督管理总局令第78号",
              },
            ]}
          />
        </Block>
        <Block id="questions" title="常见问题">
          <Fold title="只卖预包装食品要办证吗？" open>
            <p>不用许可，办理备案即可。</p>
          </Fold>
          <Fold title="一定要现场核查吗？">
            <p>低风险的新办、经营条件未变的变更或延续，可按规定免于核查。</p>
          </Fold>
          <Fold title="不服决定怎么办？">
            <p>收到决定书之日起 60 日内可以申请行政复议，6 个月内可以提起行政诉讼。决定书上写明受理机关和地址。</p>
          </Fold>
        </Block>
      </Split>
    </PortalPage>
  );
}

const chapters = [
  { id: "conditions", title: "条件" },
  { id: "materials", title: "材料" },
  { id: "steps", title: "步骤与时限" },
  { id: "fee", title: "费用" },
  { id: "result", title: "结果" },
  { id: "basis", title: "法律依据" },
  { id: "questions", title: "常见问题" },
];

function Side(): VNode {
  return (
    <>
      <StartPanel
        href={apply}
        facts={[
          { term: "承诺", value: <b>7 个工作日</b> },
          { term: "法定", value: "10 个工作日" },
          { term: "跑动", value: "不用跑" },
          { term: "费用", value: "不收费" },
          { term: "办理单位", value: "越秀区市场监督管理局" },
          { term: "实名", value: "L3 人脸或银行卡核验" },
          { term: "咨询", value: <a href="tel:12345">12345</a> },
        ]}
      />
      <p class="small quiet noprint">
        事项编码 <span class="code">440131903000</span> · 第 3 版 · 2026-11-18 公布
        <br />
        <a href="/items/food-business-licence/versions">历史版本</a>　按 Ctrl+P 可打印本指南
      </p>
    </>
  );
}
