import type { ComponentChildren, VNode } from "preact";
import type { ItemDocument } from "../../catalogue/index.ts";
import { Block, type Fact, Facts } from "../../ui/index.ts";
import { Unwritten } from "./unwritten.tsx";
import { callAddress, webAddress } from "./web-address.ts";

/** Whom to ask, to whom to complain, and the ways of the law. 12345 answers everywhere. */
export function HelpBlock({ document }: { document: ItemDocument }): VNode {
  const { linkWay, superviseWay, review, litigation, rights, duties } = document;
  const net = webAddress(linkWay?.net);
  const facts: Fact[] = [
    { term: "咨询", value: callOr(linkWay?.phone) },
    ...(net ? [{ term: "网上咨询", value: <a href={net}>{net}</a> }] : []),
    ...(linkWay?.mail ? [{ term: "电子邮箱", value: linkWay.mail }] : []),
    ...(linkWay?.address ? [{ term: "咨询地址", value: linkWay.address }] : []),
    { term: "监督投诉", value: callOr(superviseWay) },
    { term: "行政复议", value: placeOf(review) ?? "收到决定之日起 60 日内可以申请" },
    { term: "行政诉讼", value: placeOf(litigation) ?? "收到决定之日起 6 个月内可以提起" },
    ...(rights ? [{ term: "您的权利", value: rights }] : []),
    ...(duties ? [{ term: "您的义务", value: duties }] : []),
  ];
  return (
    <Block id="help" title="咨询和投诉">
      <Facts facts={facts} />
    </Block>
  );
}

function callOr(text: string | undefined): ComponentChildren {
  if (text === undefined) {
    return (
      <>
        <a href="tel:12345">12345</a>（<Unwritten what="部门电话" />）
      </>
    );
  }
  const href = callAddress(text);
  return href ? <a href={href}>{text}</a> : text;
}

function placeOf(remedy: ItemDocument["review"]): string | undefined {
  const says = [remedy?.dept, remedy?.address, remedy?.phone].filter(Boolean).join("，");
  return says === "" ? undefined : says;
}
