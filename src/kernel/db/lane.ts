import pg from "pg";
import type { Log } from "../log/index.ts";
import { isConnectionLost, isDemoted } from "./faults.ts";
import { type HostList, withSettings } from "./hosts.ts";
import { sendPrepared } from "./prepared.ts";
import { valueTypes } from "./values.ts";

/** What a statement brought back, in the shape Kysely wants of a `pg` client. */
export interface Answer {
  command: "UPDATE" | "DELETE" | "INSERT" | "SELECT" | "MERGE" | "COMMIT" | "ROLLBACK";
  rowCount: number;
  rows: unknown[];
}

/** One connection, lent until it is released. */
export interface Lent {
  /** One round trip. @param name makes it a prepared statement of this connection. */
  query(text: string, values: readonly unknown[], name?: string): Promise<Answer>;
  /** Gives the connection back. @param broken true = close it instead. */
  release(broken?: boolean): void;
}

/** A pool of connections of one kind (reading or writing). */
export interface Lane {
  /** @param patienceMs the longest wait for one answer; 25 000 when absent. */
  connect(patienceMs?: number): Promise<Lent>;
  end(): Promise<void>;
}

/** Longest wait for one answer. The server gives up at 15 s; a COMMIT has no limit there, and a dead network answers never. */
const usualPatienceMs = 25_000;

const sessionSettings = [
  "statement_timeout=15000",
  "idle_in_transaction_session_timeout=30000",
  "lock_timeout=3000",
  "timezone=Asia/Shanghai",
];

/**
 * Opens a lane. No connection is made before the first use.
 *
 * Settings travel in the start-up packet, so they cost no round trip. A pooler in transaction mode (PgBouncer with
 * `ignore_startup_parameters = options`) drops them: there they belong to the role, `ALTER ROLE … SET …`, and reader
 * and writer need two roles.
 *
 * @param options.hosts shared by the lanes of one database, so that readers follow when writers find a new primary.
 * @param options.readOnly the server itself then refuses writes (`default_transaction_read_only`).
 */
export function openLane(options: { hosts: HostList; size: number; readOnly: boolean; log: Log }): Lane {
  const { hosts } = options;
  const settings = options.readOnly ? [...sessionSettings, "default_transaction_read_only=on"] : sessionSettings;
  /** Connects to whichever server is believed the primary when it is made, and remembers in which generation that was. */
  class LaneClient extends pg.Client {
    readonly born = hosts.generation();
    constructor(config: pg.ClientConfig) {
      super({ ...config, connectionString: withSettings(hosts.current(), settings) });
    }
  }
  const pool = new pg.Pool({
    Client: LaneClient as unknown as new () => pg.ClientBase,
    application_name: options.readOnly ? "wangting-reader" : "wangting-writer",
    max: options.size,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: valueTypes,
  });
  // Without a listener a connection lost while lent would end the process.
  pool.on("connect", (client) => {
    client.on("error", (error) => options.log.debug({ reason: error.message }, "database connection lost"));
  });
  pool.on("error", () => undefined);

  async function connect(patienceMs = usualPatienceMs): Promise<Lent> {
    for (;;) {
      const generation = hosts.generation();
      const client = (await pool.connect().catch((error: unknown) => {
        if (isConnectionLost(error)) hosts.failed(generation);
        throw error;
      })) as unknown as LaneClient & pg.PoolClient;
      if (client.born !== hosts.generation()) {
        client.release(true); // it belongs to a server that was given up
        continue;
      }
      if (hosts.count > 1) await checkPrimary(client, hosts, options.readOnly);
      const giveUp = () => hosts.failed(client.born);
      return lend(client, patienceMs, giveUp);
    }
  }
  return { connect, end: () => pool.end() };
}

const checked = new WeakSet<pg.PoolClient>();

/** With several hosts, a new connection must be to the one that takes writes; `pg` has no `target_session_attrs`. */
async function checkPrimary(client: pg.PoolClient, hosts: HostList, readOnly: boolean): Promise<void> {
  if (checked.has(client)) return;
  const generation = hosts.generation();
  // A reader is read-only everywhere, so it can only ask whether the server is a standby.
  const setting = readOnly ? "in_hot_standby" : "transaction_read_only";
  try {
    const answer = await client.query<Record<string, string>>(`show ${setting}`);
    if (answer.rows[0]?.[setting] !== "off") throw Object.assign(new Error("a standby"), { code: "57P03" });
    checked.add(client);
  } catch (error) {
    hosts.failed(generation);
    client.release(true);
    throw error;
  }
}

/** @param giveUp called when the server says it is no longer the primary. */
function lend(client: pg.PoolClient, patienceMs: number, giveUp: () => void): Lent {
  let broken = false;
  return {
    async query(text, values, name) {
      const late = setTimeout(() => {
        broken = true;
        // Ending a connection that waits for an answer closes its socket: the statement fails as a lost connection.
        (client as unknown as pg.Client).end().catch(() => undefined);
      }, patienceMs);
      try {
        if (name !== undefined) return await sendPrepared(client, { name, text, values });
        return (await client.query({ text, values: [...values] })) as unknown as Answer;
      } catch (error) {
        if (isDemoted(error)) giveUp();
        if (isConnectionLost(error)) broken = true;
        throw error;
      } finally {
        clearTimeout(late);
      }
    },
    release: (alsoBroken) => client.release(broken || alsoBroken === true),
  };
}
