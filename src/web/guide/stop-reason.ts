import { historyOf, type Item } from "../../catalogue/index.ts";
import type { Reader } from "../../kernel/db/index.ts";

/** Why an item was last taken out of use; undefined when nothing was said. */
export async function stopReasonOf(db: Reader, item: Item): Promise<string | undefined> {
  const history = await historyOf(db, item.id);
  return history.findLast(({ state }) => state === "suspended")?.reason ?? undefined;
}
