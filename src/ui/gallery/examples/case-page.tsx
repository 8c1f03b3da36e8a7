import type { VNode } from "preact";
import { type AssetUrl, CasePage, Unbroken } from "../../layouts/index.ts";
import { Button, ButtonLink } from "../../parts/button/index.ts";
import { Facts } from "../../parts/facts/index.ts";
import { Links } from "../../parts/links/index.ts";
import { Notice } from "../../parts/notice/index.ts";
import { DateRail, Journal, LimitPair } from "../../parts/time/index.ts";
import { exampleLimits, exampleRails } from "../../parts/time/specimen-days.ts";
import { exampleSteps, stepsToCome } from "../../parts/time/specimen-steps.ts";
import { exampleFrame, type Wish, yuexiu } from "./halls.ts";

const number = "440104-261109-00863";

/** A case that waits for a visit: the outcome first, then the next step, both limits, the journal. */
export function CaseExample(props: { wish: Wish; asset: AssetUrl }): VNode {
  return (
    <CasePage
      frame={exampleFrame(yuexiu, props.wish, props.asset, { person: { kind: "citizen", name: "陈*" } })}
      number={number}
      itemName="食品经营许可（新办）"
      outcome={
        <>
          <Unbroken>11月23日上午</Unbroken>，核查员到店
        </>
      }
      outcomeText="11月23日上午，核查员到店"
      lead="材料已经审过，没有问题。您现在不用做什么，当天请有人在店。"
      side={<Side />}
    >
      <Notice
        id="next"
        icon="calendar"
        title={
          <>
            下一步：<Unbroken>11月23日（星期一）</Unbroken>
            <Unbroken>上午 9:30</Unbroken> 到店核查
          </>
        }
        acts={
          <>
            <ButtonLink kind="line" size="small" href={`/cases/${number}/visit`}>
              改时间
            </ButtonLink>
            <a href="/items/food-business-licence#questions">核查看什么</a>
          </>
        }
      >
        <p>地点：越秀区北京路步行街高第街 108 号首层 B03 铺。请备好平面图和从业人员健康证明，约 40 分钟。</p>
      </Notice>
      <section aria-labelledby="limits">
        <h2 id="limits" class="sr">
          时限
        </h2>
        <LimitPair promised={exampleLimits.promised} legal={exampleLimits.legal} />
        <div class="above">
          <DateRail rail={exampleRails.running} />
        </div>
      </section>
      <section aria-labelledby="journal">
        <h2 id="journal">办理经过</h2>
        <div class="above">
          <Journal steps={exampleSteps} next={stepsToCome} />
        </div>
      </section>
    </CasePage>
  );
}

function Side(): VNode {
  return (
    <>
      <section>
        <h2>文书与材料</h2>
        <Links
          links={[
            { href: `/cases/${number}/documents/acceptance`, title: "受理通知书", meta: "11-13", day: "2026-11-13" },
            { href: `/cases/${number}/documents/correction`, title: "补正告知书", meta: "11-11", day: "2026-11-11" },
            { href: `/cases/${number}/documents/receipt`, title: "收件回执", meta: "11-09", day: "2026-11-09" },
            { href: `/cases/${number}/materials`, title: "我交的材料（5 件）", meta: "11-12", day: "2026-11-12" },
          ]}
        />
      </section>
      <section>
        <h2>谁在办</h2>
        <Facts
          tight
          facts={[
            { term: "单位", value: "越秀区市场监督管理局" },
            { term: "岗位", value: "现场核查岗" },
            {
              term: "电话",
              value: (
                <>
                  <a href="tel:12345">12345</a> 转越秀区
                </>
              ),
            },
          ]}
        />
      </section>
      <p class="row">
        <Button kind="line" size="small" type="button">
          催一催
        </Button>
        <Button kind="plain" size="small" type="button">
          撤回申请
        </Button>
      </p>
    </>
  );
}
