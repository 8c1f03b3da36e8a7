import { shownOf } from "../../identity/index.ts";
import type { PageCall } from "../../kernel/http/index.ts";
import type { PageFrame } from "../../ui/index.ts";
import { frameOf } from "../frame.ts";
import { draftsPath } from "./paths.ts";

/** What a page of this way needs of its call. */
export type Asked = Pick<PageCall, "house" | "asset" | "display" | "request">;

/** The frame of a page that belongs to whoever is signed in. @param hall the hall that will handle the case. */
export async function ownFrame({ house, asset, display, request }: Asked, hall?: string): Promise<PageFrame> {
  const place = { asset, display, site: request.site, address: request.path, ...(hall ? { hall } : {}) };
  const frame = await frameOf(house, place);
  const shown = shownOf(request.session);
  const href = frame.has("/account") ? "/account" : draftsPath;
  const name = shown?.actingName ?? (shown?.name === "" ? "我的" : shown?.name);
  return { ...frame, column: "services", ...(name === undefined ? {} : { person: { name, href } }) };
}
