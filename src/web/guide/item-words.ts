/** A limit in words; 0 days are done on the spot. @param unit code of `time_unit`. */
export function limitWords({ days, unit }: { readonly days: number; readonly unit: string }): string {
  if (days === 0) return "当场办结";
  return `${days} ${unitNames[unit] ?? "日"}`;
}

const unitNames: Readonly<Record<string, string>> = { wd: "个工作日", cd: "个自然日", h: "小时", m: "个月" };

/** How often one must come in person, in words; undefined when the item does not say. */
export function visitWords(visits: number | undefined): string | undefined {
  if (visits === undefined) return undefined;
  return visits === 0 ? "不用跑" : `跑 ${visits} 次`;
}

/** How far an item goes online (code table `online_depth`), as citizens say it. */
export const depthWords: Readonly<Record<string, string>> = {
  "1": "只有办事指南",
  "2": "网上咨询或预约",
  "3": "网上申请",
  "4": "全程网办",
};

/** Where the guide of an item is. @param here the hall whose pages the visitor reads; told when the item is another hall's. */
export function itemHref(item: { readonly id: string; readonly hall: string }, here: string): string {
  return item.hall === here ? `/items/${item.id}` : `/items/${item.id}?hall=${here}`;
}

/** Where the blank form of an item is; only items with a form have one. */
export function formHref(item: { readonly id: string }): string {
  return `/items/${item.id}/form`;
}

/** Where one applies for an item online. */
export function applyHref(item: { readonly id: string }): string {
  return `/apply/${item.id}`;
}
