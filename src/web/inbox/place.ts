import type { OfItem } from "../../notification/index.ts";
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

/** What somebody wants to see of his inbox. */
export interface InboxWish {
  readonly item?: OfItem | undefined;
  readonly unreadOnly?: boolean | undefined;
  readonly page?: number | undefined;
}

/** The list, as the first page of it stands in an address. */
export const inboxHref = "/inbox";
export const waysHref = "/inbox/ways";

/** Address of one message. @param item what the list it was found in is narrowed to: the way back leads there again. */
export function messageHref(id: string, item?: OfItem): string {
  return withItem(`${inboxHref}/${id}`, item);
}

/** Address of the list, as far as it is narrowed. */
export function listHref(wish: InboxWish = {}): string {
  const { item, unreadOnly = false, page = 1 } = wish;
  const query = new URLSearchParams({
    ...(item !== undefined && { item }),
    ...(unreadOnly && { unread: "true" }),
    ...(page > 1 && { page: `${page}` }),
  });
  return query.size === 0 ? inboxHref : `${inboxHref}?${query.toString()}`;
}

/** An address that keeps the item the list is narrowed to. */
export function withItem(href: string, item: OfItem | undefined): string {
  return item === undefined ? href : `${href}?item=${item}`;
}
