import type { PageFrame } from "../../ui/index.ts";
import { type Asked, ownFrame as anyFrame } from "../own-frame.ts";

export type { Asked } from "../own-frame.ts";

/** The frame of a page that belongs to whoever is signed in. @param hall the hall that will handle the case. */
export async function ownFrame(call: Asked, hall?: string): Promise<PageFrame> {
  return { ...(await anyFrame(call, hall === undefined ? {} : { hall })), column: "services" };
}
