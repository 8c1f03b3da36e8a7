import type { House } from "../kernel/house/index.ts";
import { page, showText } from "../kernel/http/index.ts";
import { windowsOf } from "../organization/index.ts";
import { hallsAtHand } from "./halls-at-hand.ts";

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

/** `/sitemap.xml`: home, halls, departments (sitemaps.org 0.9). */
export const siteMapPage = page({
  method: "GET",
  path: "/sitemap.xml",
  role: "anyone",
  summary: "网站地图",
  cache: { tags: ["site-map", "halls", "departments"], seconds: 3600 },
  async handle({ house }) {
    const open = (await hallsAtHand(house)).all.filter(({ state }) => state === "open");
    const departments: string[] = [];
    for (const { code } of open) {
      for (const { department } of await windowsOf(house.db, code)) departments.push(`/departments/${department.key}`);
    }
    const paths = ["/", "/halls", ...open.map(({ code }) => `/halls/${code}`), ...departments];
    const urls = paths.map((path) => `<url><loc>${escapeXml(absolute(house, path))}</loc></url>`);
    const head =
      '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n';
    return showText(`${head}${urls.join("\n")}\n</urlset>\n`, "application/xml");
  },
});

function absolute(house: House, path: string): string {
  return new URL(path, house.config.publicUrl).href;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("'", "&apos;").replaceAll('"', "&quot;");
}
