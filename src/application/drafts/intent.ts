import { timingSafeEqual } from "node:crypto";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Id, isId, newId } from "../../kernel/ids/index.ts";

/**
 * 一次申请一个编号: the page on which one begins carries the id of the draft that will come of it, so that pressing twice makes one
 * draft. The id is bound to the person: it becomes the id of the case, and nobody may choose one that another person has.
 */
export function newIntent(house: Pick<House, "seal" | "clock">, person: string): string {
  const id = newId(house.clock);
  return `${id}.${mark(house, person, id).toString("base64url")}`;
}

/** The draft's id. @throws HallError `application/intent-unknown` (invalid) for one that this hall did not give this person. */
export function readIntent(house: Pick<House, "seal">, person: string, intent: string): Id {
  const [id = "", given = ""] = intent.split(".");
  if (isId(id)) {
    const said = Buffer.from(given, "base64url");
    const wanted = mark(house, person, id);
    if (said.length === wanted.length && timingSafeEqual(said, wanted)) return id;
  }
  throw new HallError("invalid", "application/intent-unknown", "这一页不是为您打开的，请从办事指南重新进入");
}

function mark({ seal }: Pick<House, "seal">, person: string, id: string): Buffer {
  return seal.digest("application.draft-intent", `${person} ${id}`);
}
