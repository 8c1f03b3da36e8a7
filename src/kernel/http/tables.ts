import { declareTables } from "../db/index.ts";

/** One sign-in on one device (会话). Only the SHA-256 of its token is kept: who reads the table cannot act as anybody. */
export interface SessionRow {
  token_hash: Buffer;
  /** UUIDv7: what lists show and what one revokes by. */
  id: string;
  kind: "citizen" | "staff" | "kiosk";
  account_id: string | null;
  /** What `identity` found at sign-in (assurance, on whose behalf), JSON text when written; fixed for the life of the session. */
  facts: Record<string, unknown> | string;
  device: string;
  idle_seconds: number;
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
}

/** One counted key (限次); the table is local to one database node and UNLOGGED: after a crash counting starts anew. */
export interface RateRow {
  key_hash: Buffer;
  /** When the key's tokens would all be back (GCRA's theoretical arrival time). */
  full_at: Date;
}

declare module "../db/index.ts" {
  interface Tables {
    "kernel.session": SessionRow;
    "kernel.rate": RateRow;
  }
}

/** The tables of this room. */
export const httpTables = declareTables("kernel", {
  session: { class: "person", key: "token_hash" },
  rate: "local",
});
