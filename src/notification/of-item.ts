import { Type } from "typebox";
import { type Id, parseId } from "../kernel/ids/index.ts";

/** Which messages of an inbox are wanted: those of one item, or those about none (账号和其他). */
export type OfItem = Id | "none";

/** The wish as it stands in an address. */
export const ItemWanted = Type.String({
  pattern: "^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|none)$",
  description: "只看一个事项的消息（事项标识）；none：账号和其他",
});

/** The wish of an address. @throws HallError as `parseId`. */
export function parseOfItem(text: string | undefined): OfItem | undefined {
  return text === undefined || text === "none" ? text : parseId(text);
}
