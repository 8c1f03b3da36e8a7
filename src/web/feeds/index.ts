import type { Page } from "../../kernel/http/index.ts";
import { itemsFeed } from "./items-feed.ts";
import { robotsPage, siteMapPage, siteMapPart } from "./site-map.ts";

/** For programs: the feed of changes, the site map, robots.txt. */
export const feedPages: readonly Page[] = [itemsFeed, siteMapPage, siteMapPart, robotsPage];
