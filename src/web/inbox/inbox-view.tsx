import type { VNode } from "preact";
import { formatInstant } from "../../kernel/calendar/index.ts";
import type { InboxPage, Message } from "../../notification/index.ts";
import { Button, ButtonLink, Empty, type PageFrame, PageHead, Pager, PortalPage, Tag } from "../../ui/index.ts";
import { inboxHref, messageHref, waysHref, wayTo } from "./place.ts";

export interface InboxProps {
  frame: PageFrame;
  inbox: InboxPage;
  unreadOnly: boolean;
  csrf: string;
}

/** All messages, the newest first: what is new, and nothing else to decide. */
export function InboxView(props: InboxProps): VNode {
  const { frame, inbox, unreadOnly, csrf } = props;
  const { messages, page, pages, unread } = inbox;
  return (
    <PortalPage frame={frame} title="我的消息" crumbs={wayTo(frame)} noindex>
      <PageHead
        title={unread > 0 ? `有 ${unread} 条未读消息` : "我的消息"}
        lead="办件的每一步、账号的每次变动，都在这里告诉您。"
        below={
          <>
            {unreadOnly || unread > 0 ? <Sieve unreadOnly={unreadOnly} /> : null}
            <a href={waysHref}>通知方式</a>
          </>
        }
      />
      {messages.length === 0 ? (
        <NoMessages unreadOnly={unreadOnly} frame={frame} />
      ) : (
        <div class="stack">
          <ul class="task-list">
            {messages.map((message) => (
              <Line key={message.id} message={message} />
            ))}
          </ul>
          <div class="row row-between">
            <Pager page={page} pages={pages} href={(wanted) => hrefOf(wanted, unreadOnly)} />
            {unread > 0 ? (
              <form method="post" action={`${inboxHref}/read-all`}>
                <input type="hidden" name="_csrf" value={csrf} />
                <Button kind="plain" icon="check">
                  全部标为已读
                </Button>
              </form>
            ) : null}
          </div>
        </div>
      )}
    </PortalPage>
  );
}

/** The address of a page of the list. */
function hrefOf(page: number, unreadOnly: boolean): string {
  const query = new URLSearchParams({ ...(unreadOnly && { unread: "true" }), ...(page > 1 && { page: `${page}` }) });
  return query.size === 0 ? inboxHref : `${inboxHref}?${query.toString()}`;
}

function Sieve(props: { unreadOnly: boolean }): VNode {
  return props.unreadOnly ? <a href={inboxHref}>看全部消息</a> : <a href={hrefOf(1, true)}>只看未读</a>;
}

/** The words of the message stand in the list: who reads them here need not open it. */
function Line(props: { message: Message }): VNode {
  const { id, title, body, at, readAt } = props.message;
  return (
    <li>
      <a href={messageHref(id)}>{readAt ? title : <b>{title}</b>}</a>
      <p class="hint">
        <span class="measure">{body}</span>
        <br />
        <time dateTime={at.toISOString()}>{formatInstant(at, { year: true })}</time>
      </p>
      {readAt ? null : <Tag tone="brand">未读</Tag>}
    </li>
  );
}

function NoMessages(props: { unreadOnly: boolean; frame: PageFrame }): VNode {
  if (props.unreadOnly) {
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
