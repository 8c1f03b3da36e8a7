import { type Hall, type Halls, levelNames, levels } from "../region/index.ts";
import type { HallLink, Hall as HallView } from "../ui/index.ts";
import { hallsAbove, topHalls } from "./served-halls.ts";

/** Where the home of a hall is. @param own the hall whose home is `/`. */
export function hallHref(hall: Pick<Hall, "code">, own: Pick<Hall, "code"> | undefined): string {
  return hall.code === own?.code ? "/" : `/halls/${hall.code}`;
}

/** Where the places of a level below a hall are listed. */
export function placesHref(hall: Pick<Hall, "code">, level: string, more: Record<string, string> = {}): string {
  return `/halls?${new URLSearchParams({ level, in: hall.code, ...more }).toString()}`;
}

/** 3 县区, 51 镇街, 1,034 村社区: what is below a hall, each with the way to its list. */
export function countsBelow(hall: Hall): HallLink[] {
  return levels.flatMap((level): HallLink | [] => {
    const count = hall.counts[level];
    if (count === 0) return [];
    return { name: `${count.toLocaleString("en-US")} ${levelNames[level]}`, href: placesHref(hall, level) };
  });
}

const views = new WeakMap<Halls, Map<string, HallView>>();

/** A hall as the frame of its pages shows it; made once for each reading of the halls. */
export function viewOf(halls: Halls, hall: Hall, own: Hall | undefined): HallView {
  const made = views.get(halls) ?? new Map<string, HallView>();
  views.set(halls, made);
  const key = `${own?.code}/${hall.code}`;
  const known = made.get(key);
  if (known) return known;
  const view = makeView(halls, hall, own);
  made.set(key, view);
  return view;
}

function makeView(halls: Halls, hall: Hall, own: Hall | undefined): HallView {
  const link = (one: Hall): HallLink => ({ name: one.division.name, href: hallHref(one, own) });
  const official = hall.division.kind === "official";
  return {
    code: hall.code,
    title: hall.name,
    href: hallHref(hall, own),
    within: hallsAbove(halls).map(({ division }) => division.name),
    path: [...halls.above(hall), hall].map(link),
    below: countsBelow(hall),
    switcher: { words: "换一个大厅", groups: groupsOf(halls, hall, link), allHref: "/halls" },
    hue: hall.hue,
    ...(official ? { imprint: [`主办：${hall.division.name}人民政府`] } : {}),
  };
}

/** The nearest first: the halls below, the sisters, the cities of the province. */
function groupsOf(halls: Halls, hall: Hall, link: (one: Hall) => HallLink) {
  const [province] = halls.above(hall);
  const upper = halls.above(hall).at(-1);
  const near = [hall, upper, province].filter((one) => one !== undefined);
  const groups = [...new Set(near)].map((one) => ({
    title: `${one.division.name}的${one.division.level === "province" ? "市县" : "县区"}`,
    halls: halls.below(one).map(link),
  }));
  const top = province ?? hall;
  const others = topHalls(halls).filter((one) => one.code !== top.code);
  groups.push({ title: "别的大厅", halls: others.map(link) });
  return groups.filter((group) => group.halls.length > 0);
}
