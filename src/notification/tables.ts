import type { HallCode } from "../kernel/codes/index.ts";
import { declareTables } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { MessageWay } from "../kernel/outbox/index.ts";

/** One message of a person's inbox (站内信). */
export interface MessageRow {
  person_id: Id;
  id: Id;
  /** The news it tells; unique for the person. */
  source: string;
  hall: HallCode;
  /** The topic it came of, e.g. `application.accepted`. */
  kind: string;
  application: Id | null;
  number: string | null;
  /** The item it is about; null: about none, or written before items were kept. */
  item: Id | null;
  title: string;
  body: string;
  said_at: Date;
  read_at: Date | null;
}

/** Which ways a person wants to be told by. */
export interface PreferenceRow {
  person_id: Id;
  sms: boolean;
  mail: Buffer | null;
  mail_asked: Buffer | null;
  mail_code: Buffer | null;
  mail_code_until: Date | null;
  mail_tries: number;
  changed_at: Date;
}

/**
 * Where a message to the outside stands: `waiting` in the outbox; `sent` = taken by the gateway; `delivered`, `failed` by its
 * report; `refused` by the gateway for good; `expired` before it could be sent; `no-way`: this hall has no such gateway.
 */
export type SendingState = "waiting" | "sent" | "delivered" | "failed" | "refused" | "expired" | "no-way";

/** One message on its way to the outside. */
export interface SendingRow {
  hall: HallCode;
  id: Id;
  way: MessageWay;
  template: string;
  state: SendingState;
  valid_until: Date | null;
  wanted_at: Date;
  settled_at: Date | null;
  reason: string | null;
}

declare module "../kernel/db/index.ts" {
  interface Tables {
    "notification.message": MessageRow;
    "notification.preference": PreferenceRow;
    "notification.sending": SendingRow;
  }
}

/** A person's messages and wishes go with the person, what was sent with the hall that sent it. */
export const notificationTables = declareTables("notification", {
  message: "person",
  preference: "person",
  sending: "hall",
});
