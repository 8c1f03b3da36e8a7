import { applyHref } from "../guide/index.ts";
import { type Edition, editions } from "./editions.ts";
import { type Visible, visibleIn } from "./visible-links.ts";

/** The most clicks from the home of a hall to where an item is done. @source capabilities A7 */
export const mostClicks = 3;

/** A hall and the items that are listed there. */
export interface ProbedHall {
  readonly code: string;
  readonly name: string;
  /** 省, 市, 县区. */
  readonly level: string;
  /** Address of its home. */
  readonly home: string;
  readonly items: readonly { readonly id: string; readonly name: string }[];
}

/** Gets a page, following redirects of this site. @param cookie the edition's. */
export type GetPage = (
  address: string,
  cookie: string | undefined,
) => Promise<{ status: number; address: string; body: string }>;

/** An item that takes too many clicks, or none at all leads to it. */
export interface Offender {
  readonly edition: string;
  readonly hall: string;
  readonly item: string;
  readonly name: string;
  readonly why: string;
}

/** What the probe found. */
export interface ClickReport {
  readonly halls: number;
  readonly items: number;
  /** Item and edition together: how many led to the online application, how many to the guide's 怎么办. */
  readonly online: number;
  readonly guided: number;
  readonly pages: number;
  /** By edition: how many items took one, two, three clicks. */
  readonly clicks: ReadonlyMap<string, readonly number[]>;
  readonly offenders: readonly Offender[];
}

/**
 * Starts at the home of each hall, in each edition, and clicks. Home to a list is one click, list to guide two, guide to
 * 办理 three; a further page of a list is a click; a closed fold is a click and so not followed. An item counts at the hall
 * that lists it as its own. A guide counts only when its 办理 can be clicked there, and where it leads answers.
 *
 * @param say is told of each hall as it is done.
 */
export async function probeClicks(
  halls: readonly ProbedHall[],
  get: GetPage,
  options: { say?: (line: string) => void; editions?: readonly Edition[] } = {},
): Promise<ClickReport> {
  const offenders: Offender[] = [];
  const clicks = new Map<string, number[]>();
  const tally = { online: 0, guided: 0, pages: 0 };
  const wanted = options.editions ?? editions;
  const siteOf = openSites(get, wanted, tally);
  for (const edition of wanted) {
    const counted = [0, 0, 0, 0];
    clicks.set(edition.name, counted);
    const site = siteOf(edition);
    for (const hall of halls) {
      const entries = await walk(site, hall);
      for (const item of hall.items) {
        const entry = entries.get(item.id) ?? { clicks: Number.POSITIVE_INFINITY, why: "从首页点不到" };
        if (entry.clicks <= mostClicks) {
          counted[entry.clicks] = (counted[entry.clicks] ?? 0) + 1;
          tally[entry.online ? "online" : "guided"] += 1;
          continue;
        }
        const why = entry.why ?? `${entry.clicks} 次`;
        offenders.push({ edition: edition.name, hall: hall.name, item: item.id, name: item.name, why });
      }
      options.say?.(`${edition.name} ${hall.name}：${hall.items.length} 项`);
    }
  }
  const items = halls.reduce((sum, hall) => sum + hall.items.length, 0);
  return { halls: halls.length, items, ...tally, clicks, offenders };
}

interface Entry {
  readonly clicks: number;
  readonly online?: boolean;
  readonly why?: string;
}

interface Site {
  /** What is seen at an address; undefined when it does not answer. */
  look(address: string): Promise<(Visible & { address: string }) | undefined>;
}

type Seen = ReadonlyMap<Edition, Visible & { address: string }> | undefined;

/** Asks for each address once for all editions that are the same HTML, and keeps what each of them shows of it. */
function openSites(get: GetPage, wanted: readonly Edition[], tally: { pages: number }): (edition: Edition) => Site {
  const known = new Map<string, Promise<Seen>>();
  const ask = async (address: string, cookie: string | undefined): Promise<Seen> => {
    tally.pages += 1;
    const answer = await get(address, cookie);
    if (answer.status >= 400) return undefined;
    const same = wanted.filter((one) => one.cookie === cookie);
    return new Map(same.map((one) => [one, { ...visibleIn(answer.body, one), address: answer.address }]));
  };
  return (edition) => ({
    async look(address) {
      const [plain = ""] = address.split("#", 1);
      const key = `${edition.cookie} ${plain}`;
      const found = known.get(key) ?? ask(plain, edition.cookie);
      known.set(key, found);
      return (await found)?.get(edition);
    },
  });
}

const guidePattern = /^\/items\/([0-9a-f-]{36})(?:\?|#|$)/;
const applyPattern = new RegExp(`^${applyHref({ id: "([0-9a-f-]{36})" })}(?:[?#]|$)`);

/** How many clicks each item of a hall takes from its home. */
async function walk(site: Site, hall: ProbedHall): Promise<Map<string, Entry>> {
  const wanted = new Set(hall.items.map(({ id }) => id));
  const entries = new Map<string, Entry>();
  const note = (id: string, entry: Entry) => {
    const known = entries.get(id);
    if (!known || entry.clicks < known.clicks) entries.set(id, entry);
  };
  const seen = new Set([hall.home]);
  let level = [hall.home];
  for (let at = 0; at < mostClicks && level.length > 0; at += 1) {
    const next: string[] = [];
    for (const address of level) {
      const page = await site.look(address);
      for (const link of page?.links ?? []) {
        const [, direct] = applyPattern.exec(link) ?? [];
        if (direct !== undefined && wanted.has(direct)) note(direct, { clicks: at + 1, online: true });
        const [, guide] = guidePattern.exec(link) ?? [];
        if (guide !== undefined) {
          if (wanted.has(guide) && !Number.isFinite(entries.get(guide)?.clicks))
            note(guide, await entryOf(site, guide, link, at + 2));
        } else if (isList(link) && !seen.has(link)) {
          seen.add(link);
          next.push(link);
        }
      }
    }
    // What only more clicks than allowed could reach need not be fetched once all is found.
    if (hall.items.every(({ id }) => (entries.get(id)?.clicks ?? Number.POSITIVE_INFINITY) <= mostClicks)) break;
    level = next;
  }
  return entries;
}

/** Pages of this site that may list items; other halls have their own homes, and the look of pages changes nothing. */
function isList(link: string): boolean {
  return (
    /^\/(?!\/)/.test(link) &&
    !/^\/(?:halls|prefer|h|assets|ui|feeds|api)(?:[/?#]|$)/.test(link) &&
    !link.endsWith(".svg")
  );
}

/** Whether the guide's 办理 can be clicked, and leads somewhere. @param clicks when it has been clicked. */
async function entryOf(site: Site, item: string, address: string, clicks: number): Promise<Entry> {
  const never = Number.POSITIVE_INFINITY;
  const guide = await site.look(address);
  if (!guide) return { clicks: never, why: "指南打不开" };
  if (guidePattern.exec(guide.address)?.[1] !== item) return { clicks: never, why: "链接去了别的事项" };
  const apply = guide.links.find((link) => applyPattern.exec(link)?.[1] === item);
  if (apply !== undefined) {
    return (await site.look(apply)) ? { clicks, online: true } : { clicks: never, why: "在线办理打不开" };
  }
  if (guide.links.includes("#handle") && guide.ids.has("handle")) return { clicks, online: false };
  return { clicks: never, why: "指南上没有办理入口" };
}
