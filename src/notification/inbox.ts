import { type SqlBool, sql } from "kysely";
import type { ActingScope } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";

/** What somebody reads: all messages of a person, or those of a company that are about the items and halls of his mandate. */
export type Inbox = Id | { readonly person: Id; readonly scope: ActingScope };

/** Whose messages they are: the key of the table. */
export function personOf(inbox: Inbox): Id {
  return typeof inbox === "string" ? inbox : inbox.person;
}

/** Which of that person's messages belong to the inbox; what is about no item is for those who act in everything. */
export function isInInbox(inbox: Inbox) {
  const { items, halls } = typeof inbox === "string" ? {} : inbox.scope;
  const ofItems = items && sql<SqlBool>`item::text = any(${[...items]}::text[])`;
  const ofHalls = halls && sql<SqlBool>`item is not null and hall = any(${[...halls]}::text[])`;
  const [first, second] = [ofItems, ofHalls].filter((one) => one !== undefined);
  if (!first) return sql<SqlBool>`true`;
  return second ? sql<SqlBool>`${first} and ${second}` : first;
}
