import type { VNode } from "preact";
import { formatInstant } from "../../../kernel/calendar/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import {
  BatchBar,
  Button,
  ButtonLink,
  ConsolePage,
  DeskHead,
  Empty,
  KeyHints,
  Notice,
  Views,
} from "../../../ui/index.ts";
import { countWords, type Surround, sumOf } from "../console.ts";
import { deskNames, seatKey } from "../officer.ts";
import { deskPath } from "../paths.ts";
import type { BatchResult } from "./batch.ts";
import { BatchResults } from "./batch-results.tsx";
import type { QueueList, QueueWish } from "./list.ts";
import { QueueTable } from "./table.tsx";

export interface QueueViewProps {
  house: Pick<House, "clock">;
  surround: Surround;
  wish: QueueWish;
  list: QueueList;
  csrf: string;
  /** What a batch came to, or what was wrong with it. */
  results?: readonly BatchResult[] | undefined;
  fault?: string | undefined;
}

/** 待办: what waits at the seats one holds. */
export function QueueView(props: QueueViewProps): VNode {
  const { house, surround, wish, list, csrf } = props;
  const { counts } = surround;
  const total = sumOf(counts, wish.claimed ?? "all");
  const title = wish.claimed === "mine" ? "我认领的" : wish.claimed === "free" ? "待认领" : "待办";
  const [first] = list.rows;
  return (
    <ConsolePage
      {...surround.page}
      title={`${title} ${countWords(total)} 件`}
      current={wish.claimed === "mine" ? "mine" : "queue"}
      {...(wish.q === undefined ? {} : { searched: wish.q })}
    >
      <DeskHead
        title={`${title} ${countWords(total)} 件`}
        note={`${formatInstant(house.clock.now())} · ${wish.order === "new" ? "新到的在前" : "先到期的在前"}`}
        acts={
          first ? (
            <ButtonLink size="small" iconEnd="arrow-right" href={first.href}>
              办理第一件
            </ButtonLink>
          ) : null
        }
      />
      <Views
        current={wish.claimed ?? "all"}
        views={[
          {
            key: "all",
            href: hrefOf({ ...wish, claimed: undefined }),
            name: "全部",
            count: countWords(sumOf(counts, "all")),
          },
          {
            key: "mine",
            href: hrefOf({ ...wish, claimed: "mine" }),
            name: "我认领的",
            count: countWords(sumOf(counts, "mine")),
          },
          {
            key: "free",
            href: hrefOf({ ...wish, claimed: "free" }),
            name: "待认领",
            count: countWords(sumOf(counts, "free")),
          },
        ]}
      />
      <Toolbar surround={surround} wish={wish} />
      {props.fault ? (
        <div class="above" role="alert">
          <Notice tone="stop" title={props.fault} />
        </div>
      ) : null}
      {props.results ? <BatchResults results={props.results} /> : null}
      {list.rows.length === 0 ? (
        <Nothing wish={wish} total={total} />
      ) : (
        <form method="post" action={`${deskPath}/batch`}>
          <input type="hidden" name="_csrf" value={csrf} />
          <input type="hidden" name="back" value={hrefOf(wish, true)} />
          <BatchBar
            chosen={0}
            acts={[
              { value: "claim", label: "批量认领" },
              { value: "accept", label: "批量受理" },
            ]}
          />
          <QueueTable caption={`${title}的办件`} rows={list.rows} chosen={[]} />
        </form>
      )}
      <Foot {...props} />
    </ConsolePage>
  );
}

function Toolbar({ surround, wish }: Pick<QueueViewProps, "surround" | "wish">): VNode {
  return (
    <form class="toolbar" action={deskPath}>
      {wish.claimed ? <input type="hidden" name="claimed" value={wish.claimed} /> : null}
      {wish.q ? <input type="hidden" name="q" value={wish.q} /> : null}
      <div>
        <label for="seat">岗位</label>
        <select class="input" id="seat" name="seat">
          <option value="">全部岗位</option>
          {surround.counts.map((one) => (
            <option key={seatKey(one)} value={seatKey(one)} selected={seatKey(one) === wish.seat}>
              {surround.departmentName(one.department)} · {deskNames[one.duty]}（{countWords(one.all)}）
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="order">排序</label>
        <select class="input" id="order" name="order">
          <option value="">先到期的在前</option>
          <option value="new" selected={wish.order === "new"}>
            新到的在前
          </option>
        </select>
      </div>
      <Button kind="line" size="small">
        筛选
      </Button>
    </form>
  );
}

function Nothing({ wish, total }: { wish: QueueWish; total: number }): VNode {
  const back = <a href={deskPath}>看全部待办</a>;
  if (wish.q) {
    return (
      <div class="above">
        <Empty
          level={2}
          icon="search"
          title={`待办里没有“${wish.q}”`}
          text="可以填完整的办件编号查已经办结的件。"
          act={back}
        />
      </div>
    );
  }
  const isSifted = wish.seat !== undefined || wish.claimed !== undefined || total > 0;
  return (
    <div class="above">
      <Empty
        level={2}
        title="现在没有待办的件"
        text={isSifted ? "这个条件下没有办件。" : "新的申请提交以后会出现在这里。"}
        act={isSifted ? back : undefined}
      />
    </div>
  );
}

function Foot({ wish, list }: QueueViewProps): VNode {
  return (
    <div class="row row-between above">
      <p class="row">
        {wish.after || (wish.page ?? 1) > 1 ? (
          <a href={hrefOf({ ...wish, after: undefined, page: undefined })} rel="first">
            回第一页
          </a>
        ) : null}
        {list.next ? (
          <a href={hrefOf(list.next, true)} rel="next">
            下一页
          </a>
        ) : null}
        {list.isCut ? (
          <span class="small quiet">
            {wish.q ? "找到的太多，只列等得最久的 300 件，请多写几个字。" : "等得最久的 300 件里按到期排列；其余请"}
            {wish.q ? null : <a href={hrefOf({ ...wish, order: "new" })}>按新到的看</a>}
            {wish.q ? null : "。"}
          </span>
        ) : null}
      </p>
      <KeyHints
        hints={[
          { keys: ["J", "K"], does: "上下移动" },
          { keys: ["X"], does: "勾选" },
          { keys: ["回车"], does: "打开" },
          { keys: ["/"], does: "查办件" },
        ]}
      />
    </div>
  );
}

/** The address of a part of the queue. @param deep with its place in the list. */
export function hrefOf(wish: QueueWish, deep = false): string {
  const { seat, claimed, order, q, after, page } = wish;
  const query = new URLSearchParams({
    ...(seat && { seat }),
    ...(claimed && { claimed }),
    ...(order && { order }),
    ...(q && { q }),
    ...(deep && after ? { after } : {}),
    ...(deep && page && page > 1 ? { page: `${page}` } : {}),
  });
  return query.size === 0 ? deskPath : `${deskPath}?${query.toString()}`;
}
