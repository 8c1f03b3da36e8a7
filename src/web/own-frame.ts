import type { House } from "../kernel/house/index.ts";
import type { Actor, Display } from "../kernel/http/index.ts";
import { countUnread, inboxOf } from "../notification/index.ts";
import type { PageFrame } from "../ui/index.ts";
import { frameOf, type Reader } from "./frame.ts";

/** What a page of one's own needs of its call. */
export type Asked = Reader & {
  readonly house: House;
  readonly display: Display;
  readonly actor?: Actor;
  asset(name: string): string;
};

/**
 * The frame of a page that belongs to whoever is signed in: as `frameOf`, and the messages he has not read, counted (one query).
 *
 * @param place.address where a change of look leads back to; default: this page, without its query.
 */
export async function ownFrame(call: Asked, place: { address?: string; hall?: string } = {}): Promise<PageFrame> {
  const { house, asset, display, request, actor } = call;
  const { address = request.path, hall } = place;
  const at = { asset, display, site: request.site, address, reader: call, ...(hall ? { hall } : {}) };
  const frame = await frameOf(house, at);
  if (!frame.person || actor?.kind !== "citizen" || !frame.has("/inbox")) return frame;
  const unread = await countUnread(house.db, inboxOf(actor));
  return { ...frame, person: { ...frame.person, unread } };
}
