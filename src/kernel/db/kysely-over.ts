import { Kysely, PostgresDialect, type PostgresPoolClient } from "kysely";
import type { Tables } from "./index.ts";
import type { Lane } from "./lane.ts";

/**
 * Kysely over a lane.
 *
 * @param record takes the text of each statement; absent = nobody listens.
 * @param patienceMs the longest wait for one answer.
 */
export function kyselyOver(lane: Lane, record?: (text: string) => void, patienceMs?: number): Kysely<Tables> {
  const pool = {
    options: {},
    connect: async () => (await lane.connect(patienceMs)) as unknown as PostgresPoolClient,
    end: () => lane.end(),
  };
  const dialect = new PostgresDialect({ pool: async () => pool });
  return new Kysely<Tables>(record ? { dialect, log: (event) => record(event.query.sql) } : { dialect });
}
