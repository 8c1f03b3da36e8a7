import type { VNode } from "preact";
import { formatInstant } from "../../kernel/calendar/index.ts";
import type { InboxPage, Message, OfItem } from "../../notification/index.ts";
import {
  Button,
  ButtonLink,
  type Choice,
  Empty,
  type PageFrame,
  PageHead,
  Pager,
  PortalPage,
  Tag,
} from "../../ui/index.ts";
import { type InboxWish, inboxHref, listHref, messageHref, waysHref, wayTo, withItem } from "./place.ts";

export interface InboxProps {
  frame: PageFrame;
  inbox: InboxPage;
  wish: InboxWish;
  /** Items to narrow the list to; empty where there are few. */
  choices: readonly Choice[];
  csrf: string;
}

/** All messages, the newest first: what is new, and nothing else to decide. */
export function InboxView(props: InboxProps): VNode {
  const { frame, inbox, wish, choices } = props;
  const { messages, unread, unreadHere } = inbox;
  return (
    <PortalPage frame={frame} title="我的消息" crumbs={wayTo(frame)} noindex>
      <PageHead
        title={unread > 0 ? `有 ${unread} 条未读消息` : "我的消息"}
        lead="办件的每一步、账号的每次变动，都在这里告诉您。"
        below={
          <>
            {wish.unreadOnly || unreadHere > 0 ? <Sieve wish={wish} /> : null}
            <a href={waysHref}>通知方式</a>
          </>
        }
      />
      <div class="stack">
        <ItemFilter wish={wish} choices={choices} />
        {messages.length === 0 ? <NoMessages wish={wish} frame={frame} /> : <Lines {...props} />}
      </div>
    </PortalPage>
  );
}

/** A page of messages, and what can be done with all of them. */
function Lines({ inbox, wish, csrf }: InboxProps): VNode {
  const { messages, page, pages, unreadHere } = inbox;
  return (
    <>
      <ul class="task-list">
        {messages.map((message) => (
          <Line key={message.id} message={message} item={wish.item} />
        ))}
      </ul>
      <div class="row row-between">
        <Pager page={page} pages={pages} href={(wanted) => listHref({ ...wish, page: wanted })} />
        {unreadHere > 0 ? (
          <form method="post" action={withItem(`${inboxHref}/read-all`, wish.item)}>
            <input type="hidden" name="_csrf" value={csrf} />
            <Button kind="plain" icon="check">
              {wish.item === undefined ? "全部标为已读" : "这些全部标为已读"}
            </Button>
          </form>
        ) : null}
      </div>
    </>
  );
}

/** Which item's messages: a form, so that it works without script; the choice stands in the address. */
function ItemFilter({ wish, choices }: Pick<InboxProps, "wish" | "choices">): VNode | null {
  if (choices.length === 0) return null;
  return (
    <form method="get" action={inboxHref} aria-label="按事项看">
      {wish.unreadOnly ? <input type="hidden" name="unread" value="true" /> : null}
      <label for="item">事项</label>
      <div class="affix row">
        <select class="input w-m" id="item" name="item">
          <option value="">全部事项</option>
          {choices.map(({ value, label }) => (
            <option key={value} value={value} selected={value === wish.item}>
              {label}
            </option>
          ))}
        </select>
        <Button kind="line">筛选</Button>
        {wish.item === undefined ? null : <a href={listHref({ unreadOnly: wish.unreadOnly })}>看全部事项</a>}
      </div>
    </form>
  );
}

function Sieve({ wish }: Pick<InboxProps, "wish">): VNode {
  const { item, unreadOnly } = wish;
  return unreadOnly ? (
    <a href={listHref({ item })}>{item === undefined ? "看全部消息" : "已读的也看"}</a>
  ) : (
    <a href={listHref({ item, unreadOnly: true })}>只看未读</a>
  );
}

/** The words of the message stand in the list: who reads them here need not open it. */
function Line(props: { message: Message; item: OfItem | undefined }): VNode {
  const { id, title, body, at, readAt } = props.message;
  return (
    <li>
      <a href={messageHref(id, props.item)}>{readAt ? title : <b>{title}</b>}</a>
      <p class="hint">
        <span class="measure">{body}</span>
        <br />
        <time dateTime={at.toISOString()}>{formatInstant(at, { year: true })}</time>
      </p>
      {readAt ? null : <Tag tone="brand">未读</Tag>}
    </li>
  );
}

function NoMessages(props: { wish: InboxWish; frame: PageFrame }): VNode {
  const { item, unreadOnly } = props.wish;
  if (item !== undefined) {
    return (
      <Empty
        level={2}
        icon="bell"
        title={unreadOnly ? "这个事项没有未读的消息" : "没有这个事项的消息"}
        text={unreadOnly ? "读过的还在。" : "可以换一个事项，或看全部消息。"}
        act={unreadOnly ? <a href={listHref({ item })}>看这个事项的全部消息</a> : <a href={inboxHref}>看全部消息</a>}
      />
    );
  }
  if (unreadOnly) {
    return (
      <Empty
        level={2}
        icon="bell"
        title="没有未读的消息"
        text="新消息来了会出现在这里。"
        act={<a href={inboxHref}>看全部消息</a>}
      />
    );
  }
  const href = "/services";
  return (
    <Empty
      level={2}
      icon="bell"
      title="还没有消息"
      text="提交申请以后，受理、补正、决定、送达都会在这里告诉您。"
      act={
        props.frame.has(href) ? (
          <ButtonLink kind="line" href={href}>
            找一件事办
          </ButtonLink>
        ) : null
      }
    />
  );
}
