import { Type } from "typebox";
import { type PublishedChange, publishedChanges } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { page, seeOther, showText } from "../../kernel/http/index.ts";
import { type AtHall, atHall, hallQuery } from "../at-hall.ts";
import { changeWords } from "../disclosure/index.ts";
import { absolute, escapeXml } from "./xml.ts";

const mostEntries = 100;

/** `/feeds/items.atom`: what was published, changed or ended in the catalogue of a hall, newest first (RFC 4287). */
export const itemsFeed = page({
  method: "GET",
  path: "/feeds/items.atom",
  role: "anyone",
  summary: "事项变动的订阅源（Atom），每个大厅一份",
  query: Type.Object(hallQuery),
  cache: { tags: ["halls", "listings"], seconds: 300 },
  async handle(call) {
    const at = await atHall(call, "disclosure");
    if (!at) return seeOther("/halls");
    const { changes } = await publishedChanges(call.house.db, at.places, { from: 0, size: mostEntries });
    return showText(feedOf(at, changes), "application/atom+xml");
  },
});

function feedOf(at: AtHall, changes: readonly PublishedChange[]): string {
  const { house, hall } = at;
  const self = absolute(house, at.href("/feeds/items.atom"));
  // A feed without entries still needs an instant; the installation's beginning is as good as any and does not move.
  const updated = changes[0]?.at ?? new Date(0);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    `<title>${escapeXml(hall.name)}：事项变动</title>`,
    `<id>${escapeXml(self)}</id>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(absolute(house, at.href("/disclosure/changes")))}"/>`,
    `<updated>${updated.toISOString()}</updated>`,
    `<author><name>${escapeXml(hall.name)}</name></author>`,
    ...changes.map((change) => entryOf(house, change)),
    "</feed>",
  ];
  return `${lines.join("\n")}\n`;
}

function entryOf(house: House, change: PublishedChange): string {
  const { item, number, at, name, deptName, reason, document } = change;
  const summary = [deptName, reason, document].filter(Boolean).join("。");
  return [
    "<entry>",
    `<title>${changeWords(change)}：${escapeXml(name)}</title>`,
    // Stays when the host changes: the item is the same wherever it is read.
    `<id>urn:uuid:${item}#${number}</id>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(absolute(house, `/items/${item}`))}"/>`,
    `<updated>${at.toISOString()}</updated>`,
    `<category term="${change.kind}" label="${changeWords(change)}"/>`,
    `<summary>${escapeXml(summary)}</summary>`,
    "</entry>",
  ].join("\n");
}
