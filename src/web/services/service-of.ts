import type { Item } from "../../catalogue/index.ts";
import type { Service } from "../../ui/index.ts";
import { itemHref, limitWords, visitWords } from "../guide/index.ts";

/** An item as a service with both limits: the promise large, the law small. @param here code of the hall whose pages are read. */
export function serviceOf(item: Item, here: string): Service {
  const { promise, legal, aliases, visits, deptName, kind } = item;
  const called = aliases.slice(0, 2).join("、");
  const note = [kind === "base" ? "各地办理" : "", called === "" ? deptName : called, visitWords(visits)];
  return {
    href: itemHref(item, here),
    name: item.name,
    note: note.filter(Boolean).join(" · "),
    ...limitsOf(promise ?? legal, legal),
  };
}

type Limit = NonNullable<Item["promise"]>;

function limitsOf(promised: Limit | undefined, legal: Limit | undefined): Pick<Service, "promised" | "legal"> {
  if (!promised) return { promised: "时限没有写", legal: "" };
  if (promised.days === 0) return { promised: "当场", legal: "办结" };
  const law = legal && legal.days > 0 ? `法定 ${limitWords(legal)}` : "";
  return { promised: limitWords(promised), legal: law };
}
