import type { House } from "../../kernel/house/index.ts";
import type { Display, RequestFacts } from "../../kernel/http/index.ts";
import type { Crumb, PageFrame } from "../../ui/index.ts";
import { frameOf } from "../frame.ts";

/** What these pages ask of a call to draw their frame. */
export interface Looked {
  readonly house: House;
  readonly display: Display;
  readonly request: RequestFacts;
  asset(name: string): string;
}

/** The frame of a page of the inbox; `back` is where a change of look leads back to. */
export async function inboxFrame({ house, display, asset, request }: Looked, back: string): Promise<PageFrame> {
  return await frameOf(house, { asset, display, site: request.site, address: back });
}

/** The way to a page below the inbox. */
export function wayTo(frame: PageFrame, ...further: readonly Crumb[]): readonly Crumb[] {
  return [{ href: frame.hall.href, title: "首页" }, ...further];
}

/** The list, as the first page of it stands in an address. */
export const inboxHref = "/inbox";
export const waysHref = "/inbox/ways";

/** Address of one message. */
export function messageHref(id: string): string {
  return `/inbox/${id}`;
}
