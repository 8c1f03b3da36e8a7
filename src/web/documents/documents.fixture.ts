import { sql } from "kysely";
import { type Db, inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { newId } from "../../kernel/ids/index.ts";

/** A document that is there to be checked, of a case that is only its row. */
export const shown = { number: "445100-SL-2026-000398-", code: "7K3M9Q2D44JY" };

/** Writes a document with this check number. */
export async function addDocument(house: House, db: Db, number: string): Promise<void> {
  const [application, document] = [newId(house.clock), newId(house.clock)];
  const at = house.clock.now();
  const digest = house.seal.digest("application.document-check", shown.code);
  await inTransaction(db, async (tx) => {
    await sql`insert into application.application (hall, id, number, item, item_version, department, person,
        applicant_label, channel, state, revision, facts, last_hash, query_digest, submitted_at)
      values ('445100', ${application}, ${`445100-${application}`}, ${application}, 1, 'x', ${application}, '陈*', 'web', 'submitted', 1,
        '{}', '\\x00', '\\x00', ${at})`.execute(tx);
    await sql`insert into application.document (hall, id, application_id, kind, seq, number, title_number, issuer,
        issued_at, check_digest, sha256, size, made_at)
      values ('445100', ${document}, ${application}, 'acceptance', 2, ${number}, '潮州市市场监管局受〔2026〕398 号',
        '潮州市市场监督管理局', ${at}, ${digest}, ${"3f9a7c10e5b2d846".repeat(4)}, 73000, ${at})`.execute(tx);
  });
}
