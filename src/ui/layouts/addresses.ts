/** Addresses of this site that the frame of every page links to. The faces mount pages under them. */
export const addresses = {
  home: "/",
  search: "/search",
  cases: "/cases",
  licences: "/licences",
  signIn: "/sign-in",
  register: "/register",
  halls: "/halls",
  help: "/help",
  accessibility: "/help/accessibility",
  kiosks: "/help/kiosks",
  verify: "/verify",
  check: "/check",
  progress: "/progress",
  supervision: "/supervision",
  consultations: "/participation/consultations",
  complaints: "/participation/complaints",
  evaluations: "/supervision/evaluations",
  desk: "/desk",
  kiosk: "/kiosk",
  look: "/ui",
  phone: "tel:12345",
} as const;

/** Places of whoever is signed in; the head links to them for him only. */
export const ownAddresses = {
  signOut: "/sign-out",
  account: "/account",
  acting: "/account/acting",
  inbox: "/inbox",
  drafts: "/drafts",
} as const;

/** Answers with lines while one types in a search box; not a page. */
export const suggestions = "/api/suggestions";

/** The five columns of every hall (五个栏目), with home before and the person's own cases after them. */
export const columns = [
  { key: "home", name: "首页", href: addresses.home },
  { key: "disclosure", name: "政务公开", href: "/disclosure" },
  { key: "investment", name: "投资审批", href: "/investment" },
  { key: "services", name: "网上办事", href: "/services" },
  { key: "participation", name: "政民互动", href: "/participation" },
  { key: "supervision", name: "效能监督", href: addresses.supervision },
  { key: "cases", name: "我的办件", href: addresses.cases },
] as const;

export type ColumnKey = (typeof columns)[number]["key"];

/** An address that pages of every hall share, as this hall's visitors reach it. The hall whose home is `/` needs no word of its own. */
export function inHall(hall: { readonly code: string; readonly href: string }, address: string): string {
  return hall.href === addresses.home ? address : `${address}?hall=${hall.code}`;
}

/** The same for a form: the hidden fields that say in which hall one stands. */
export function hallField(hall: { readonly code: string; readonly href: string }): Readonly<Record<string, string>> {
  return hall.href === addresses.home ? {} : { hall: hall.code };
}

/** A link that changes how pages look and leads back here; it is a plain GET, so it works without script. */
export function preferHref(wish: { mode?: "standard" | "elder"; contrast?: "normal" | "more" }, back: string): string {
  // Four stand on every page; URLSearchParams takes ten times as long.
  const wishes = Object.entries(wish).map(([name, value]) => `${name}=${value}&`);
  return `/prefer?${wishes.join("")}back=${encodeURIComponent(back.toWellFormed())}`;
}
