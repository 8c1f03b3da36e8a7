import type { Page, Route } from "../../kernel/http/index.ts";
import { writeNote } from "../desk/note.ts";
import type { Officer } from "../desk/officer.ts";
import type { Viewer } from "./viewers.fixture.ts";
import type { Right } from "./who.fixture.ts";
import type { Thing, World } from "./world.fixture.ts";

/** A route or page under the name by which its right is declared: `GET /cases/:application`. */
export interface Door {
  readonly key: string;
  readonly value: Page | Route;
}

/** Every door of the modules. */
export function doorsOf(modules: readonly { pages?: readonly Page[]; routes?: readonly Route[] }[]): Door[] {
  return modules.flatMap(({ pages = [], routes = [] }) => [
    ...routes.map((value) => ({ key: `${value.method} /api${value.path}`, value })),
    ...pages.map((value) => ({ key: `${value.method} ${value.path}`, value })),
  ]);
}

/** What came of a knock. */
export interface Answered {
  readonly status: number;
  readonly to: string;
  readonly body: string;
  /** Everything that was sent, for telling apart what the visitor brought himself. */
  readonly sent: string;
}

/** Somebody before the doors: a cookie, and the token that forms of this visit carry. */
export interface Guest {
  readonly cookie: string;
  readonly csrf: string;
}

/** Lets a viewer in by a session of his own. */
export async function guestOf(world: World, viewer: Viewer): Promise<Guest> {
  const token = await viewer.enter();
  const cookie = token === undefined ? "" : `__Host-wangting=${token}`;
  const shown = await world.server.app.inject({ url: "/form-token", headers: { cookie } });
  const visit = shown.cookies.map(({ name, value }) => `${name}=${value}`);
  return { cookie: [cookie, ...visit].filter(Boolean).join("; "), csrf: shown.body };
}

let knocks = 0;

/**
 * Knocks at a door with what its right declares.
 *
 * @param at.isBrief asks for a refusal as JSON: the same words as on the page, without the house around them.
 */
export async function knock(
  world: World,
  guest: Guest,
  at: { readonly door: Door; readonly right: Right; readonly thing: Thing; readonly isBrief: boolean },
): Promise<Answered> {
  const { right, thing } = at;
  const { value } = at.door;
  const params: Record<string, string> = {
    code: "445100",
    key: world.own,
    body: world.own,
    item: world.item.id,
    version: "1",
    title: "中华人民共和国食品安全法",
    law: "中华人民共和国食品安全法",
    theme: "150",
    topic: "food-shop",
    part: "445100.xml",
    number: "445100-SL-2026-000001-0",
    ...right.params,
    ...thing.params,
  };
  const path = value.path.replaceAll(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(params[name] ?? `no-${name}`),
  );
  const query = new URLSearchParams(right.query);
  for (const [name, text] of query) {
    if (text === "ITEM") query.set(name, world.item.id);
    if (text === "NOTE") query.set(name, noteOf(world));
  }
  const given = value.method === "GET" || value.method === "OPTIONS" ? undefined : await right.body?.(world, thing);
  const isPage = value.kind === "page";
  const url = `${isPage ? "" : "/api"}${path}${query.size > 0 ? `?${query}` : ""}`;
  knocks += 1;
  const payload = isPage ? formOf(given, guest.csrf) : given;
  const isForm = isPage && value.method === "POST";
  const answer = await world.server.app.inject({
    method: value.method,
    url,
    // Each from an address of its own: how often one may knock is not the question here.
    remoteAddress: `10.${(knocks >> 16) & 255}.${(knocks >> 8) & 255}.${knocks & 255}`,
    headers: {
      ...(guest.cookie === "" ? {} : { cookie: guest.cookie }),
      ...(value.method === "GET" ? {} : { origin: "https://hall.example.cn", "sec-fetch-site": "same-origin" }),
      ...(isForm ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      accept: isPage && !at.isBrief ? "text/html" : "application/json",
      ...right.headers,
    },
    ...(value.method === "GET" || payload === undefined
      ? {}
      : { payload: right.headers?.["content-type"] ? "abcd" : payload }),
  });
  const sent = decodeURIComponent(url.replaceAll("+", " ")) + JSON.stringify(given ?? "");
  return { status: answer.statusCode, to: String(answer.headers.location ?? ""), body: answer.body, sent };
}

function formOf(fields: object | undefined, csrf: string): string {
  return new URLSearchParams({ ...fields, _csrf: csrf }).toString();
}

/** A note of the counter that was given to another officer. */
function noteOf(world: World): string {
  const visitor = { person: world.people.citizens.wang?.person, hall: "445100" };
  return writeNote(world.house, world.clerk as Officer, "visitor", visitor);
}

/** Whether the door stayed shut. @param door a page that keeps late forms shows a visitor his own words again. */
export function isRefused({ status, to }: Answered, { value }: Door, viewer: Viewer): boolean {
  if (status === 401 || status === 403 || status === 404) return true;
  if (status === 303 && to.startsWith("/sign-in")) return true;
  return viewer.kind === "visitor" && value.kind === "page" && value.lapsed !== undefined && status < 500;
}
