import type { Reader } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";

/** How a person is reached for notices to himself; `identity` knows. */
export type ContactOf = (house: House, db: Reader, person: Id) => Promise<{ readonly mobile: string | undefined }>;

/** The phone of a person; undefined also for one who is no more (joined with another): the inbox must not wait for that. */
export async function mobileOf(house: House, contactOf: ContactOf, person: Id): Promise<string | undefined> {
  try {
    return (await contactOf(house, house.db, person)).mobile;
  } catch (error) {
    if (error instanceof HallError && error.kind === "not-found") return undefined;
    throw error;
  }
}
