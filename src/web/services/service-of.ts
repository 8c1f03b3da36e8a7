import type { Item } from "../../catalogue/index.ts";
import type { Service } from "../../ui/index.ts";
import { itemHref, limitWords, visitWords } from "../guide/index.ts";

/** An item as a service with both limits: the promise large, the law small. @param here code of the hall whose pages are read. */
export function serviceOf(item: Item, here: string): Service {
  const { promise, legal, aliases, visits, deptName } = item;
  const called = aliases.slice(0, 2).join("、");
  const note = [called === "" ? deptName : called, visitWords(visits)].filter(Boolean).join(" · ");
  const [large, ...rest] =
    promise?.days === 0 ? ["当场", "办结"] : [limitWords(promise ?? legal ?? { days: 0, unit: "wd" })];
  const says = legal && promise && legal.days > 0 ? `法定 ${limitWords(legal)}` : rest.join("");
  return {
    href: itemHref(item, here),
    name: item.name,
    note,
    promised: promise || legal ? (large ?? "") : "时限没有写",
    legal: promise?.days === 0 ? rest.join("") : says,
  };
}
