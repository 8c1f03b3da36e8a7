import type { Crumb, PageFrame } from "../../ui/index.ts";
import { type Asked, ownFrame } from "../own-frame.ts";

/** What these pages ask of a call to draw their frame. */
export type Looked = Asked;

/** The frame of a page of the inbox; `back` is where a change of look leads back to. */
export async function inboxFrame(call: Looked, back: string): Promise<PageFrame> {
  return await ownFrame(call, { address: back });
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
