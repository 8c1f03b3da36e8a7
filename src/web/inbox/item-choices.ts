import { findItems } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { InboxItem, OfItem } from "../../notification/index.ts";
import type { Choice } from "../../ui/index.ts";
import { hallsAtHand } from "../halls-at-hand.ts";

/** An inbox with news of no more items than this is read without choosing one. */
const few = 3;

/**
 * The items to choose from, the one heard of last first; empty where choosing would help nobody. Items of one name in several halls
 * are told apart by the place.
 *
 * @param wanted what is chosen now: it stands in the list even when the inbox has nothing of it, then without its name, because an
 *   address may ask for an item that nobody has published yet.
 */
export async function itemChoices(
  house: Pick<House, "db" | "config">,
  items: readonly InboxItem[],
  wanted: OfItem | undefined,
): Promise<Choice[]> {
  const ids = items.flatMap(({ item }) => item ?? []);
  if (ids.length <= few && wanted === undefined) return [];
  const [found, halls] = await Promise.all([findItems(house.db, ids), hallsAtHand(house)]);
  const names = [...found.values()].map(({ name }) => name);
  const nameOf = (id: string) => {
    const item = found.get(id);
    if (!item) return "已经没有的事项";
    const isAlone = names.filter((name) => name === item.name).length === 1;
    const place = isAlone ? undefined : halls.find(item.hall)?.division.name;
    return place === undefined ? item.name : `${item.name}（${place}）`;
  };
  const own = items.find(({ item }) => item === undefined);
  const isAbsent = wanted !== undefined && wanted !== "none" && !ids.includes(wanted);
  return [
    ...items.flatMap(({ item, total }) =>
      item === undefined ? [] : { value: item, label: `${nameOf(item)}，${total} 条` },
    ),
    ...(isAbsent ? [{ value: wanted, label: "这个事项，0 条" }] : []),
    ...(own || wanted === "none" ? [{ value: "none", label: `账号和其他，${own?.total ?? 0} 条` }] : []),
  ];
}
