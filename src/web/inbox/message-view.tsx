import type { VNode } from "preact";
import { formatInstant } from "../../kernel/calendar/index.ts";
import type { Message, OfItem } from "../../notification/index.ts";
import { Button, ButtonLink, type Fact, Facts, type PageFrame, PageHead, PortalPage, Tag } from "../../ui/index.ts";
import { listHref, messageHref, wayTo } from "./place.ts";

export interface MessageProps {
  frame: PageFrame;
  message: Message;
  /** What the list one came from is narrowed to. */
  item: OfItem | undefined;
  csrf: string;
}

/** One message, and where it leads. */
export function MessageView(props: MessageProps): VNode {
  const { frame, message, item, csrf } = props;
  const next = nextOf(message, frame);
  return (
    <PortalPage
      frame={frame}
      title={message.title}
      crumbs={wayTo(frame, { href: listHref({ item }), title: "我的消息" })}
      noindex
    >
      <PageHead
        above={message.readAt ? undefined : <Tag tone="brand">未读</Tag>}
        title={message.title}
        lead={message.body}
      />
      <div class="stack-l">
        <Facts facts={factsOf(message)} />
        <div class="row">
          {next ? <ButtonLink href={next.href}>{next.words}</ButtonLink> : null}
          {message.readAt ? (
            <ButtonLink kind={next ? "plain" : "line"} href={listHref({ item })}>
              回到我的消息
            </ButtonLink>
          ) : (
            <form method="post" action={messageHref(message.id, item)}>
              <input type="hidden" name="_csrf" value={csrf} />
              <Button kind={next ? "line" : "main"}>知道了</Button>
            </form>
          )}
        </div>
      </div>
    </PortalPage>
  );
}

function factsOf({ at, about }: Message): readonly Fact[] {
  const when = <time dateTime={at.toISOString()}>{formatInstant(at, { year: true })}</time>;
  return [
    { term: "时间", value: when },
    ...(about ? [{ term: "办件编号", value: <span class="code">{about.number}</span> }] : []),
  ];
}

/** Where one goes on; only to a page that is there. */
function nextOf({ about, kind }: Message, frame: PageFrame): { href: string; words: string } | undefined {
  const all = [
    ...(about ? [{ href: `/cases/${about.application}`, words: "查看办件" }] : []),
    ...(kind.startsWith("application.draft-") ? [{ href: "/drafts", words: "查看草稿" }] : []),
  ];
  return all.find(({ href }) => frame.has(href));
}
