import type { BlobStore } from "../blob/index.ts";
import type { Calendar } from "../calendar/index.ts";
import type { Clock } from "../clock/index.ts";
import type { Codes } from "../codes/index.ts";
import type { Config } from "../config/index.ts";
import type { Db } from "../db/index.ts";
import type { Log } from "../log/index.ts";
import type { Outbox } from "../outbox/index.ts";
import type { KeyRing } from "../seal/index.ts";
import type { KeptPages } from "./kept-pages.ts";

/** What was built at start-up and is handed to every act. Nothing in it changes while the process lives. */
export interface House {
  readonly config: Config;
  /** 32 bytes that sign short-lived cookies; never leaves the process. */
  readonly secret: Buffer;
  /** Seals and opens personal data; finds it by digest. */
  readonly seal: KeyRing;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly codes: Codes;
  readonly db: Db;
  readonly log: Log;
  readonly blobs: BlobStore;
  readonly outbox: Outbox;
  /** Pages kept for visitors, to be made stale when what they show has changed. */
  readonly pages: KeptPages;
}
