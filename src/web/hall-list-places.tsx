import type { VNode } from "preact";
import type { DivisionLevel } from "../kernel/codes/index.ts";
import type { House } from "../kernel/house/index.ts";
import {
  type Division,
  descendantsOf,
  divisionsByKey,
  type Hall,
  type Halls,
  keysOf,
  levelNames,
} from "../region/index.ts";
import { addresses, ButtonLink, Empty, type LinkLine, Pager } from "../ui/index.ts";
import { ColumnedLinks } from "./columned-links.tsx";
import { hallHref, placesHref } from "./hall-view.ts";
import { pageOf } from "./page-of.ts";
import { topHalls } from "./served-halls.ts";

/** A list of places with its words. */
export interface ListedPlaces {
  readonly title: string;
  readonly lead: string;
  readonly links: readonly LinkLine[];
  readonly page: number;
  readonly pages: number;
  href(page: number): string;
}

const perPage = 80;
/** More than this is not read for one page: the visitor goes down one level first. */
const mostAtOnce = 2_000;

/** The places of a level under a hall, or, when they are too many for one list, the halls below with how many each has. */
export async function placesUnder(
  house: Pick<House, "db">,
  halls: Halls,
  own: Hall | undefined,
  hall: Hall,
  level: DivisionLevel,
  wanted: number,
): Promise<ListedPlaces> {
  const count = hall.counts[level];
  const words = { title: `${hall.division.name}的${levelNames[level]}`, href: hrefOf(hall, level) };
  const said = `${count.toLocaleString("en-US")} ${levelNames[level]}`;
  const below = halls.below(hall).filter((one) => one.counts[level] > 0);
  if (count > mostAtOnce && below.length > 0) {
    const links = below.map((one) => ({
      href: placesHref(one, level),
      title: one.division.name,
      meta: `${one.counts[level].toLocaleString("en-US")} ${levelNames[level]}`,
    }));
    return { ...words, lead: `共 ${said}，先选择下一级。`, links, page: 1, pages: 1 };
  }
  const all = await descendantsOf(house.db, hall.division, { only: [level] });
  const shown = pageOf(all, wanted, perPage);
  const links = await linksTo(house, halls, own, shown.rows);
  return { ...words, lead: `共 ${said}。`, links, page: shown.page, pages: shown.pages };
}

/** Halls and towns whose name or code holds the words. */
export async function foundPlaces(
  house: Pick<House, "db">,
  halls: Halls,
  own: Hall | undefined,
  words: string,
  wanted: number,
): Promise<ListedPlaces> {
  const open = halls.all.filter(({ state }) => state === "open");
  const fits = ({ name, code }: Division) => name.includes(words) || code.startsWith(words);
  const near = open.filter((hall) => fits(hall.division) || hall.name.includes(words));
  const towns = (await townsOf(house, halls)).filter(fits);
  const shown = pageOf([...near.map(({ division }) => division), ...towns], wanted, perPage);
  const count = near.length + towns.length;
  return {
    title: `“${words}”的查找结果`,
    lead: count === 0 ? "没有找到名称里有这几个字的大厅和办事站。" : `找到 ${count} 处。村社区请从所在镇街进入。`,
    links: await linksTo(house, halls, own, shown.rows),
    page: shown.page,
    pages: shown.pages,
    href: (page) => `/halls?${new URLSearchParams({ q: words, page: String(page) }).toString()}`,
  };
}

const towns = new WeakMap<Halls, Promise<Division[]>>();

/** All towns, read once for each reading of the halls: some 1,900. */
async function townsOf(house: Pick<House, "db">, halls: Halls): Promise<Division[]> {
  const known = towns.get(halls);
  if (known) return await known;
  const reading = readTowns(house, halls);
  towns.set(halls, reading);
  try {
    return await reading;
  } catch (error) {
    towns.delete(halls);
    throw error;
  }
}

async function readTowns(house: Pick<House, "db">, halls: Halls): Promise<Division[]> {
  const found = await Promise.all(
    topHalls(halls).map(({ division }) => descendantsOf(house.db, division, { only: ["town"] })),
  );
  return found.flat();
}

/** Each place with the way to it and, to tell 城关镇 from 城关镇, what it belongs to. */
async function linksTo(
  house: Pick<House, "db">,
  halls: Halls,
  own: Hall | undefined,
  places: readonly Division[],
): Promise<LinkLine[]> {
  const uppers = [...new Set(places.flatMap(({ path }) => keysOf(path).slice(0, -1).slice(-2)))];
  const names = new Map((await divisionsByKey(house.db, uppers)).map(({ key, name }) => [key, name]));
  const byPlace = new Map(halls.all.filter(({ state }) => state === "open").map((hall) => [hall.division.key, hall]));
  return places.map((place) => {
    const hall = byPlace.get(place.key);
    const meta = keysOf(place.path)
      .slice(0, -1)
      .slice(-2)
      .flatMap((key) => names.get(key) ?? [])
      .join(" ");
    return { href: hall ? hallHref(hall, own) : `/halls/${place.code}`, title: place.name, meta };
  });
}

function hrefOf(hall: Hall, level: DivisionLevel): (page: number) => string {
  return (page) => placesHref(hall, level, { page: String(page) });
}

/** The list, its pages, or what to do when nothing was found. */
export function PlaceList(props: { list: ListedPlaces }): VNode {
  const { links, page, pages, href } = props.list;
  if (links.length === 0) {
    return (
      <Empty
        level={2}
        title="没有找到"
        text="请换个写法，例如只写“潮安”；或从全部大厅里选。"
        act={
          <p class="row">
            <ButtonLink kind="line" href="/halls">
              看全部大厅
            </ButtonLink>
            <ButtonLink kind="plain" href={addresses.phone}>
              拨打 12345
            </ButtonLink>
          </p>
        }
      />
    );
  }
  return (
    <>
      <ColumnedLinks links={links} />
      <Pager page={page} pages={pages} href={href} />
    </>
  );
}
