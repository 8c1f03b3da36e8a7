import { keepBlob, receiveBlob } from "../../kernel/blob/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { parseId } from "../../kernel/ids/index.ts";
import { documentType } from "./kinds.ts";
import { readDocumentFacts } from "./read-facts.ts";
import { rendererOf } from "./renderer.ts";

/** No document is longer; a case has at most some hundred materials. */
const mostBytes = 20_000_000;

/**
 * Makes the file of a numbered document: facts, PDF in its own thread, store, row. Run again it does what is still missing; the
 * first one that writes the row decides, so a document has one file for ever.
 */
export async function makeDocumentFile(house: House, command: { hall: string; document: string }): Promise<void> {
  const hall = parseHallCode(command.hall);
  const id = parseId(command.document);
  const found = await readDocumentFacts(house, hall, id);
  if (!found) return;
  const bytes = await rendererOf(house).render(found.facts);
  const stream = (async function* () {
    yield bytes;
  })();
  const { sha256 } = await receiveBlob(house, { hall, stream, mediaType: documentType, limit: mostBytes });
  await inTransaction(house.db, async (tx) => {
    const made = await tx
      .updateTable("application.document")
      .set({ sha256, size: bytes.length, made_at: house.clock.now() })
      .where("hall", "=", hall)
      .where("id", "=", id)
      .where("made_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (made) await keepBlob(tx, { hall, sha256 });
  });
}
