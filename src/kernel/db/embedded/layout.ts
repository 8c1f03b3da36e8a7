import { realpathSync } from "node:fs";
import path from "node:path";

/** Where things of the embedded PostgreSQL lie under the data folder. */
export interface Layout {
  readonly dataDir: string;
  /** The cluster itself (PGDATA). */
  readonly cluster: string;
  /** Unix sockets, 0700; not used when its path is too long for a socket. */
  readonly sockets: string;
  /** One file per use of the server, named `process id-number`. */
  readonly users: string;
  /** What the server says before its own log opens; overwritten at each start. */
  readonly startLog: string;
}

/** @param dataDir an existing folder; links in its path are resolved, so that all spell it alike. */
export function layoutOf(dataDir: string): Layout {
  const real = realpathSync(dataDir);
  const at = (name: string) => path.join(real, name);
  return {
    dataDir: real,
    cluster: at("postgres"),
    sockets: at("postgres-run"),
    users: at("postgres-users"),
    startLog: at(startLogName),
  };
}

export const startLogName = "postgres-start.log";

/** The major version of PostgreSQL the embedded binaries have; a cluster of another major is never opened with them. */
export const embeddedMajor = 18;
