import type { ComponentChildren, VNode } from "preact";
import type { Hit as FoundHit, Item } from "../../catalogue/index.ts";
import type { Hall, Halls } from "../../region/index.ts";
import { ButtonLink, Found, Hit, InlineFacts, type PageFrame, Panel, Tag } from "../../ui/index.ts";
import { applyHref, depthWords, itemHref, limitWords, visitWords } from "../guide/item-words.ts";
import { belowWords, type Choice, choicesOf, hereHref, placesHref } from "./places.ts";

interface At {
  halls: Halls;
  hall: Hall | undefined;
  last: Hall | undefined;
  frame: PageFrame;
  /** The hall that addresses must name, because it is not the site's own. */
  kept: string | undefined;
  /** By id. */
  items: ReadonlyMap<string, Item>;
}

interface HitProps extends At {
  hit: FoundHit;
}

/** Hits below each other. */
export function HitList({ hits, ...at }: At & { hits: readonly FoundHit[] }): VNode | null {
  if (hits.length === 0) return null;
  return (
    <ol>
      {hits.map((hit) => {
        const one = { ...at, hit };
        const apply = applyOf(one);
        return (
          <Hit
            key={hit.itemId}
            href={leadOf(one).href}
            title={hit.name}
            why={<Why {...one} />}
            facts={factsOf(one)}
            {...(apply === undefined ? {} : { applyHref: apply })}
          />
        );
      })}
    </ol>
  );
}

/** The hit that is much surer than the others, with the one button of the page. */
export function BestHit(props: HitProps): VNode {
  const { hit } = props;
  const item = props.items.get(hit.itemId);
  const lead = leadOf(props);
  const apply = applyOf(props);
  return (
    <Panel tone="brand" labelledBy="best">
      <div class="row">
        <Tag tone="solid">最合适</Tag>
        <span class="small quiet">
          <Why {...props} />
        </span>
      </div>
      <h2 id="best">
        <a href={lead.href}>{hit.name}</a>
      </h2>
      {item?.plain ? <p>{item.plain}</p> : null}
      <div class="hit-foot">
        <InlineFacts facts={factsOf(props)} />
        {apply === undefined ? (
          <ButtonLink
            href={lead.isChoice ? lead.href : `${lead.href}#handle`}
            label={`${lead.isChoice ? "选办理的地方" : "怎么办"}：${hit.name}`}
          >
            {lead.isChoice ? "选办理的地方" : "怎么办"}
          </ButtonLink>
        ) : (
          <ButtonLink href={apply} label={`在线办理：${hit.name}`}>
            在线办理
          </ButtonLink>
        )}
      </div>
    </Panel>
  );
}

/** Where a hit leads: to a guide; of a matter handled below, to that of the only hall or of the one chosen last, else to the choice. */
function leadOf({ hit, halls, last, frame, kept }: HitProps): { href: string; isChoice: boolean } {
  const choices = choicesOf(halls, hit.places ?? []);
  const chosen = choices.length === 1 ? choices[0] : choices.find(({ hall }) => hall.code === last?.code);
  if (chosen) return { href: `/items/${chosen.place.itemId}`, isChoice: false };
  if (choices.length > 1) return { href: placesHref(hit.itemId, kept), isChoice: true };
  return { href: itemHref({ id: hit.itemId, hall: hit.hall }, frame.hall.code), isChoice: false };
}

/** Only where the item may be applied for and the page for it is there. */
function applyOf(props: HitProps): string | undefined {
  const { hit, frame } = props;
  const item = props.items.get(hit.itemId);
  if (leadOf(props).isChoice || (hit.places?.length ?? 0) > 1) return undefined;
  if (!item?.appliable || item.state !== "published") return undefined;
  const href = applyHref({ id: hit.itemId });
  return frame.has(href) ? href : undefined;
}

/** Why it is among the results, the matching words marked. */
function Why(props: HitProps): VNode {
  const { hit } = props;
  const item = props.items.get(hit.itemId);
  if (hit.reason === "常办") {
    const aliases = item?.aliases.slice(0, 3).join("、") ?? "";
    return <>{aliases === "" ? (item?.plain ?? "事项目录里的事项") : `也叫：${aliases}`}</>;
  }
  const marked = [...new Set(hit.highlights.map(([from, to]) => hit.name.slice(from, to)))];
  if (hit.via !== "words" || marked.length === 0) return <Reason text={hit.reason} />;
  return (
    <>
      名称里有
      {marked.slice(0, 4).map((words, at) => (
        <>
          {at > 0 ? "、" : null}“<Found>{words}</Found>”
        </>
      ))}
    </>
  );
}

/** “别名：开饭店”: what stands after the colon is what was meant. */
function Reason(props: { text: string }): VNode {
  const [, lead = "", words = ""] = /^([^：]+：)(.+)$/su.exec(props.text) ?? [];
  if (words === "" || lead === "相近：") return <>{props.text}</>;
  return (
    <>
      {lead}
      <Found>{words}</Found>
    </>
  );
}

function factsOf(props: HitProps): ComponentChildren[] {
  const { hit, hall } = props;
  if ((hit.places?.length ?? 0) > 1) return placeFacts(props);
  const item = props.items.get(hit.itemId);
  const limit = item?.promise ?? item?.legal;
  const visits = visitWords(item?.visits);
  const body = item?.deptName ?? hit.department;
  // The same matter of another hall has the same name: whose it is comes first.
  const isElsewhere = hit.hall !== hall?.code;
  return [
    ...(hit.state === "suspended" ? [<Tag tone="warn">暂停办理</Tag>] : []),
    ...(isElsewhere && body !== "" ? [<b>{body}</b>] : []),
    ...(limit
      ? [
          <>
            {item?.promise ? "承诺" : "法定"} <b>{limitWords(limit)}</b>
          </>,
        ]
      : []),
    depthWords[`${hit.depth}`] ?? "",
    // 全程网办 says it already.
    ...(visits !== undefined && hit.depth < 4 ? [visits] : []),
    isElsewhere ? "" : body,
  ].filter((fact) => fact !== "");
}

/** More than so many are chosen on a page of their own. */
const mostNamed = 4;

/** Of a matter that several halls below handle: how many, and who, each a link. Limits differ from hall to hall. */
function placeFacts({ hit, halls, hall, last, kept }: HitProps): ComponentChildren[] {
  const choices = choicesOf(halls, hit.places ?? []);
  const isLast = (choice: Choice) => choice.hall.code === last?.code;
  const near = [...choices.filter(isLast), ...choices.filter((choice) => !isLast(choice))];
  const named = choices.length <= mostNamed ? near : near.filter(isLast);
  const all = placesHref(hit.itemId, kept);
  return [
    <>
      在{belowWords(hall)}办理：<b>{choices.length}</b> 个大厅
    </>,
    ...named.map((choice) => (
      <a href={hereHref(choice.place.itemId)}>
        {choice.hall.division.name}
        {choice.place.state === "suspended" ? "（暂停办理）" : null}
      </a>
    )),
    ...(choices.length > mostNamed ? [<a href={all}>选办理的地方</a>] : []),
  ];
}
