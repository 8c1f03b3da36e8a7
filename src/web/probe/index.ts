export { askPatiently } from "./ask-patiently.ts";
export { crawl, linksOf } from "./crawl.ts";
export { editions } from "./editions.ts";
export { hallsOfSite } from "./halls-of-site.ts";
export { hallsToProbe } from "./halls-to-probe.ts";
export { type ClickReport, type GetPage, mostClicks, type ProbedHall, probeClicks } from "./probe-clicks.ts";
export { visibleIn } from "./visible-links.ts";
