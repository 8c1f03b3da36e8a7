import { type Db, writing } from "./reader.ts";
import { retrying } from "./retry.ts";

/** Reads are retried as long as a person waits for a page. */
const readBudgetMs = 5_000;

/**
 * Reads by one hand-written statement, prepared under a name: for the few reads that hot paths make again and again, whose
 * planning would cost as much as their work. On the reading connections, which cannot write.
 *
 * @param options.name one name, one text; ignored where `named` is off.
 */
export function readStatement<Row>(
  db: Db,
  text: string,
  values: readonly unknown[],
  options: { name: string },
): Promise<Row[]> {
  const { readLane, named, record } = db[writing];
  record?.(text);
  return retrying(async () => {
    const lent = await readLane.connect();
    try {
      const answer = await lent.query(text, values, named ? options.name : undefined);
      return answer.rows as Row[];
    } finally {
      lent.release();
    }
  }, readBudgetMs);
}
