import type { VNode } from "preact";
import { type AssetUrl, ConsolePage, DeskHead } from "../../layouts/index.ts";
import { Button, ButtonLink } from "../../parts/button/index.ts";
import { BatchBar, QueueTable, Views } from "../../parts/console/index.ts";
import { queue } from "../../parts/console/specimen-cases.ts";
import { deskNav } from "./desk-nav.ts";
import { themed, type Wish, yuexiu } from "./halls.ts";

/** The queue of an officer, what is due first on top. */
export function DeskExample(props: { wish: Wish; asset: AssetUrl }): VNode {
  return (
    <ConsolePage
      asset={props.asset}
      hall={themed(yuexiu, props.wish)}
      contrast={props.wish.contrast}
      title="待办 18 件"
      unit="越秀区政务服务中心 · 综合受理"
      seat="6 号窗 · 受理岗"
      reminders={{ count: 3, href: "/desk/reminders" }}
      nav={deskNav}
      current="todo"
    >
      <DeskHead
        title="待办 18 件"
        note="11月20日 星期五 10:04 · 今天到期 1 件，超期 2 件"
        acts={
          <>
            <ButtonLink kind="line" size="small" href="/desk/export" icon="download">
              导出
            </ButtonLink>
            <ButtonLink size="small" href="/desk/cases/next" iconEnd="arrow-right">
              办理下一件
            </ButtonLink>
          </>
        }
      />
      <Views
        current="all"
        views={[
          { key: "all", href: "/desk", name: "全部", count: 18 },
          { key: "pre", href: "/desk?view=pre-review", name: "待预审", count: 7 },
          { key: "run", href: "/desk?view=running", name: "办理中", count: 8 },
          { key: "paused", href: "/desk?view=paused", name: "暂停", count: 1 },
          { key: "late", href: "/desk?view=late", name: "超期", count: 2 },
        ]}
      />
      <form class="toolbar" action="/desk">
        <div>
          <label for="by-item">事项</label>
          <select class="input" id="by-item" name="item">
            <option value="">全部事项</option>
            <option value="food-business-licence">食品经营许可（新办）</option>
          </select>
        </div>
        <div>
          <label for="by-due">承诺到期</label>
          <select class="input" id="by-due" name="due">
            <option value="">不限</option>
            <option value="today">今天</option>
            <option value="3">3 个工作日内</option>
          </select>
        </div>
        <Button kind="line" size="small">
          筛选
        </Button>
      </form>
      <form method="post" action="/desk/batch">
        <BatchBar
          chosen={2}
          acts={[
            { value: "accept", label: "批量受理" },
            { value: "hand", label: "转给同岗" },
            { value: "print", label: "打印清单" },
          ]}
        />
        <QueueTable caption="待办办件，先到期的在前" cases={queue} />
      </form>
    </ConsolePage>
  );
}
