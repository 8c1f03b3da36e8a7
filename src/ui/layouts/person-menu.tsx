import type { VNode } from "preact";
import { Icon, type IconName } from "../icons/index.ts";
import { Button, ButtonLink } from "../parts/button/index.ts";
import { addresses, ownAddresses } from "./addresses.ts";
import type { FramePerson, PageFrame } from "./frame.ts";

/** A place of one's own, or of a visitor's. */
export interface PersonWay {
  icon: IconName;
  words: string;
  href: string;
}

/** Signing in and registering for visitors; for whoever is signed in his name, whom he acts for, his places and the way out. */
export function PersonMenu(props: { frame: PageFrame }): VNode {
  const { person } = props.frame;
  if (!person) return <VisitorWays frame={props.frame} />;
  const [news, ...others] = personWays(props.frame);
  return (
    <>
      {news ? (
        <a class="tool" href={news.href}>
          <Icon name={news.icon} />
          {news.words}
        </a>
      ) : null}
      <details class="switch">
        <summary class="small">
          <Icon name="user-round" />
          {shownName(person)}
          <Icon name="chevron-down" />
        </summary>
        <div class="popover stack">
          <ActingWords frame={props.frame} person={person} />
          <ul class="pick">
            {others.map((way) => (
              <li key={way.href}>
                <a href={way.href}>{way.words}</a>
              </li>
            ))}
          </ul>
          <SignOut person={person} />
        </div>
      </details>
    </>
  );
}

function VisitorWays(props: { frame: PageFrame }): VNode {
  const [signIn, register] = visitorWays(props.frame);
  return (
    <>
      {register ? (
        <a class="tool" href={register.href}>
          {register.words}
        </a>
      ) : null}
      {signIn ? (
        <ButtonLink size="small" href={signIn.href}>
          {signIn.words}
        </ButtonLink>
      ) : null}
    </>
  );
}

/** 登录 and 注册, each once its page is there; they lead back here. */
function visitorWays({ has, address }: PageFrame): readonly [PersonWay | undefined, PersonWay | undefined] {
  const back = address === addresses.home ? "" : `?${new URLSearchParams({ to: address }).toString()}`;
  const way = (words: string, href: string): PersonWay | undefined =>
    has(href) ? { icon: "user-round", words, href: `${href}${back}` } : undefined;
  return [way("登录", addresses.signIn), way("注册", addresses.register)];
}

/** The places of the menu on phones, whoever reads. */
export function waysOnPhone(frame: PageFrame): readonly PersonWay[] {
  return frame.person ? personWays(frame) : visitorWays(frame).filter((way) => way !== undefined);
}

/** One's own places, the messages first. 我的办件 stands among the columns. */
function personWays({ person, has }: PageFrame): readonly PersonWay[] {
  if (!person) return [];
  const unread = person.unread ?? 0;
  const ways: readonly PersonWay[] =
    person.kind === "staff"
      ? [
          { icon: "briefcase", words: "工作台", href: addresses.desk },
          { icon: "user-round", words: "我的账号", href: ownAddresses.account },
        ]
      : [
          { icon: "bell", words: unread > 0 ? `消息 ${unread} 条未读` : "消息", href: ownAddresses.inbox },
          { icon: "folder-open", words: "我的办件", href: addresses.cases },
          { icon: "file-text", words: "草稿", href: ownAddresses.drafts },
          { icon: "user-round", words: "我的账号", href: ownAddresses.account },
        ];
  return ways.filter(({ href }) => has(href));
}

const longestName = 10;

/** Who acts, short enough for the head: the whole name stands in the menu. */
function shownName({ name, actingFor }: FramePerson): string {
  if (actingFor === undefined) return name === "" ? "我的" : name;
  const characters = Array.from(actingFor);
  return `代 ${characters.length > longestName ? `${characters.slice(0, longestName).join("")}…` : actingFor}`;
}

/** Whom one acts for, and the way to change it. */
function ActingWords(props: { frame: PageFrame; person: FramePerson }): VNode {
  const { frame, person } = props;
  return (
    <p class="small quiet">
      {actingWords(person)}
      {canChange(props) ? (
        <>
          {" "}
          <a href={changeHref(frame)}>更换</a>
        </>
      ) : null}
    </p>
  );
}

/** The end of the menu on phones: whom one acts for, and the way out. */
export function PersonOnPhone(props: { frame: PageFrame; person: FramePerson }): VNode {
  const { frame, person } = props;
  return (
    <ul>
      {canChange(props) ? (
        <li>
          <a href={changeHref(frame)}>
            <Icon name="users" />
            {actingWords(person)}，更换
          </a>
        </li>
      ) : null}
      <li>
        <SignOut person={person} />
      </li>
    </ul>
  );
}

function actingWords({ kind, name, actingFor }: FramePerson): string {
  if (kind === "staff") return `工作账号 ${name}`;
  return `${name}，${actingFor === undefined ? "为自己办事" : `代“${actingFor}”办事`}`;
}

function canChange({ frame, person }: { frame: PageFrame; person: FramePerson }): boolean {
  return person.kind === "citizen" && frame.has(ownAddresses.acting);
}

/** Changing whom one acts for leads back here. */
function changeHref({ address }: PageFrame): string {
  return `${ownAddresses.acting}?${new URLSearchParams({ to: address }).toString()}`;
}

/** The way out: a form, because a link could be followed by a browser that fetches ahead. */
function SignOut(props: { person: FramePerson }): VNode | null {
  const { csrf } = props.person;
  if (csrf === undefined) return null;
  return (
    <form method="post" action={ownAddresses.signOut}>
      <input type="hidden" name="_csrf" value={csrf} />
      <Button kind="line" size="small">
        退出登录
      </Button>
    </form>
  );
}
