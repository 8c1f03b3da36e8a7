import { sql } from "kysely";
import { dayOf } from "../../kernel/calendar/index.ts";
import { type HallCode, parseHallCode } from "../../kernel/codes/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { newId, parseId } from "../../kernel/ids/index.ts";
import { requireDepartment } from "../../organization/index.ts";
import type { CaseNews } from "../topics.ts";
import { checkCodeOf, checkNumber, digestOfCode } from "./check-number.ts";
import type { DocumentKind } from "./facts.ts";
import { documentKinds } from "./kinds.ts";
import { makeDocument } from "./topics.ts";

/**
 * Gives a document its numbers and asks for its file, in the transaction that hears of the step; heard twice, it does nothing.
 * Serials of a kind have no gaps within a year.
 */
export async function orderDocument(house: House, tx: Tx, news: CaseNews, kind: DocumentKind): Promise<void> {
  const hall = parseHallCode(news.hall);
  const application = parseId(news.application);
  const known = await tx
    .selectFrom("application.document")
    .select("id")
    .where("hall", "=", hall)
    .where("application_id", "=", application)
    .where("kind", "=", kind)
    .where("seq", "=", news.revision)
    .executeTakeFirst();
  if (known) return;
  const issuedAt = new Date(news.at);
  const year = Number(dayOf(issuedAt).slice(0, 4));
  const issuer = await requireDepartment(tx, news.department);
  const serial = await nextSerial(tx, hall, kind, year);
  const id = newId(house.clock);
  await tx
    .insertInto("application.document")
    .values({
      hall,
      id,
      application_id: application,
      kind,
      seq: news.revision,
      number: checkNumber(hall, kind, year, serial),
      title_number: `${issuer.shortName}${documentKinds[kind].word}〔${year}〕${serial} 号`,
      issuer: issuer.name,
      issued_at: issuedAt,
      check_digest: digestOfCode(house.seal, checkCodeOf(house.seal, hall, id)),
      sha256: null,
      size: null,
      made_at: null,
    })
    .execute();
  await house.outbox.enqueue(tx, { hall, job: makeDocument, payload: { hall, document: id } });
}

async function nextSerial(tx: Tx, hall: HallCode, kind: DocumentKind, year: number): Promise<number> {
  const { rows } = await sql<{ last_serial: number }>`
    insert into application.document_serial (hall, kind, year, last_serial) values (${hall}, ${kind}, ${year}, 1)
    on conflict (hall, kind, year) do update set last_serial = document_serial.last_serial + 1
    returning last_serial`.execute(tx);
  const serial = rows[0]?.last_serial;
  if (serial === undefined) throw new RangeError("a serial was not given");
  return serial;
}
