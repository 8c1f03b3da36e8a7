import type { Log } from "../log/index.ts";

/** A running PostgreSQL of our own. */
export interface Postgres {
  /** Connection URL (unix socket) of the hall's database. */
  readonly url: string;
  /** The same server as its superuser, database `postgres`: for tests and tools that create databases. */
  readonly adminUrl: string;
  /** The process id of the server at the moment. */
  readonly pid: number;
  /** Whether it was running already. */
  readonly adopted: boolean;
  /** Lets go of the server, and stops it when no other process of this machine uses it. Call it after the last statement. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL under the data folder, or adopts the one that already runs there. It keeps watch: a
 * server that dies is started again under the same URL. The launcher's code is loaded only here, so a hall with
 * `DATABASE_URL` never loads it.
 *
 * @param options.dataDir absolute path of the data folder.
 * @param options.durable false = no fsync: for tests, where a power failure may lose everything.
 * @param options.binFolder a folder with `initdb` and `postgres` to use instead of the npm package (`PG_BIN`).
 * @throws HallError as in `errors.md`, under embedded PostgreSQL.
 */
export async function startPostgres(options: {
  dataDir: string;
  log: Log;
  durable?: boolean;
  binFolder?: string | undefined;
}): Promise<Postgres> {
  const { launchPostgres } = await import("./embedded/launch.ts");
  return launchPostgres(options);
}
