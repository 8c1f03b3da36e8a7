import { Type } from "typebox";
import { itemAddresses } from "../../catalogue/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { page, showText } from "../../kernel/http/index.ts";
import { windowsOf } from "../../organization/index.ts";
import { hrefIn } from "../at-hall.ts";
import { hallsAtHand, ownHall } from "../halls-at-hand.ts";
import { pagesOf } from "../open-pages.ts";
import { topicPageList } from "../topic-pages/index.ts";
import { absolute, escapeXml } from "./xml.ts";

/** What sitemaps.org 0.9 allows in one file. */
export const mostAddresses = 50_000;

/** `/robots.txt`: everything public may be read; what changes the look or answers programs is not worth a visit. */
export const robotsPage = page({
  method: "GET",
  path: "/robots.txt",
  role: "anyone",
  summary: "给搜索引擎的说明",
  cache: { tags: ["site-map"], seconds: 3600 },
  async handle({ house }) {
    const lines = [
      "User-agent: *",
      "Disallow: /prefer",
      "Disallow: /api/",
      `Sitemap: ${absolute(house, "/sitemap.xml")}`,
    ];
    return showText(`${lines.join("\n")}\n`, "text/plain");
  },
});

/** `/sitemap.xml`: the index of the site map: halls and columns, departments, then the items in parts. */
export const siteMapPage = page({
  method: "GET",
  path: "/sitemap.xml",
  role: "anyone",
  summary: "网站地图的目录",
  cache: { tags: ["site-map", "halls", "listings"], seconds: 3600 },
  async handle({ house }) {
    const { total } = await itemAddresses(house.db, { from: 0, size: 0 });
    const parts = Array.from({ length: Math.ceil(total / mostAddresses) }, (_, at) => `items-${at + 1}`);
    const maps = ["halls", "departments", ...parts].map(
      (part) => `<sitemap><loc>${escapeXml(absolute(house, `/sitemaps/${part}`))}</loc></sitemap>`,
    );
    return showText(xmlOf("sitemapindex", maps), "application/xml");
  },
});

/** `/sitemaps/:part`: one part, at most 50,000 addresses. */
export const siteMapPart = page({
  method: "GET",
  path: "/sitemaps/:part",
  role: "anyone",
  summary: "网站地图的一部分",
  params: Type.Object({ part: Type.String({ pattern: "^(halls|departments|items-[1-9]\\d{0,3})$" }) }),
  cache: { tags: ["site-map", "halls", "departments", "listings"], seconds: 3600 },
  async handle({ house, params: { part } }) {
    if (part === "halls") return showText(urlSet(house, await hallAddresses(house)), "application/xml");
    if (part === "departments") return showText(urlSet(house, await departmentAddresses(house)), "application/xml");
    const number = Number(part.slice("items-".length));
    const page = { from: (number - 1) * mostAddresses, size: mostAddresses };
    const { items } = await itemAddresses(house.db, page);
    if (items.length === 0) throw new HallError("not-found", "web/no-site-map", "网站地图没有这一部分");
    const addresses = items.map(({ id, changedAt }) => ({ path: `/items/${id}`, changedAt }));
    return showText(urlSet(house, addresses), "application/xml");
  },
});

interface Address {
  readonly path: string;
  readonly changedAt?: Date;
}

/** The home and the columns of every hall. */
async function hallAddresses(house: House): Promise<Address[]> {
  const halls = await hallsAtHand(house);
  const own = ownHall(house, halls, "");
  const has = pagesOf(house);
  const shared = [
    "/services",
    "/services/person",
    "/services/legal",
    "/services/departments",
    "/topics",
    ...topicPageList.map(({ key }) => `/topics/${key}`),
    "/disclosure",
    "/investment",
    "/participation",
    "/supervision",
  ].filter((path) => has(path));
  const open = halls.all.filter(({ state }) => state === "open");
  const paths = open.flatMap((hall) => shared.map((path) => hrefIn(hall, own)(path)));
  return ["/", "/halls", ...open.map(({ code }) => `/halls/${code}`), ...paths].map((path) => ({ path }));
}

async function departmentAddresses(house: House): Promise<Address[]> {
  const open = (await hallsAtHand(house)).all.filter(({ state }) => state === "open");
  const found: Address[] = [];
  for (const { code } of open) {
    for (const { department } of await windowsOf(house.db, code))
      found.push({ path: `/departments/${department.key}` });
  }
  return found;
}

function urlSet(house: House, addresses: readonly Address[]): string {
  const urls = addresses.slice(0, mostAddresses).map(({ path, changedAt }) => {
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : "";
    return `<url><loc>${escapeXml(absolute(house, path))}</loc>${changed}</url>`;
  });
  return xmlOf("urlset", urls);
}

function xmlOf(root: "sitemapindex" | "urlset", lines: readonly string[]): string {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const open = `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`;
  return `${head}\n${open}\n${lines.join("\n")}\n</${root}>\n`;
}
