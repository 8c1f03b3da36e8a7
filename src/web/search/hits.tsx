import type { ComponentChildren, VNode } from "preact";
import type { Hit as FoundHit, Item } from "../../catalogue/index.ts";
import { ButtonLink, Found, Hit, InlineFacts, type PageFrame, Panel, Tag } from "../../ui/index.ts";
import { applyHref, depthWords, itemHref, limitWords, visitWords } from "../guide/item-words.ts";

interface HitProps {
  hit: FoundHit;
  item: Item | undefined;
  frame: PageFrame;
}

/** Hits below each other. */
export function HitList(props: {
  hits: readonly FoundHit[];
  items: ReadonlyMap<string, Item>;
  frame: PageFrame;
}): VNode | null {
  if (props.hits.length === 0) return null;
  return (
    <ol>
      {props.hits.map((hit) => {
        const one = { hit, item: props.items.get(hit.itemId), frame: props.frame };
        const apply = applyOf(one);
        return (
          <Hit
            key={hit.itemId}
            href={hrefOf(one)}
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
        <a href={hrefOf(props)}>{hit.name}</a>
      </h2>
      {props.item?.plain ? <p>{props.item.plain}</p> : null}
      <div class="hit-foot">
        <InlineFacts facts={factsOf(props)} />
        {apply === undefined ? (
          <ButtonLink href={`${hrefOf(props)}#handle`} label={`怎么办：${hit.name}`}>
            怎么办
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

function hrefOf({ hit, frame }: HitProps): string {
  return itemHref({ id: hit.itemId, hall: hit.hall }, frame.hall.code);
}

/** Only where the item may be applied for and the page for it is there. */
function applyOf({ hit, item, frame }: HitProps): string | undefined {
  if (!item?.appliable || item.state !== "published") return undefined;
  const href = applyHref({ id: hit.itemId });
  return frame.has(href) ? href : undefined;
}

/** Why it is among the results, the matching words marked. */
function Why(props: HitProps): VNode {
  const { hit, item } = props;
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
  if (words === "") return <>{props.text}</>;
  return (
    <>
      {lead}
      <Found>{words}</Found>
    </>
  );
}

function factsOf({ hit, item }: HitProps): ComponentChildren[] {
  const limit = item?.promise ?? item?.legal;
  const visits = visitWords(item?.visits);
  return [
    ...(hit.state === "suspended" ? [<Tag tone="warn">暂停办理</Tag>] : []),
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
    hit.department,
  ].filter((fact) => fact !== "");
}
