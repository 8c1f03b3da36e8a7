import { timingSafeEqual } from "node:crypto";
import type { Readable } from "node:stream";
import { type ByteRange, openBlob } from "../../kernel/blob/index.ts";
import { type Day, dayOf, formatDate } from "../../kernel/calendar/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { readStanding } from "../read-case.ts";
import { notFound, requireReader } from "../rights.ts";
import { checkCodeOf, digestOfCode, readCheckNumber, readCode } from "./check-number.ts";
import type { DocumentKind } from "./facts.ts";
import { documentKinds } from "./kinds.ts";

/** What a stranger learns who has number and code: which document it is, and its digest. Nothing about a person. */
export interface CheckedDocument {
  number: string;
  /** SHA-256 of the PDF, 64 hexadecimal digits. */
  sha256: string;
  /** At most four. */
  facts: readonly { label: string; value: string }[];
}

/**
 * Checks a document by number and code (查验). A wrong number, a wrong code and a document that does not exist get the same
 * answer after the same work.
 *
 * @returns undefined for all of these.
 */
export async function findDocument(
  house: Pick<House, "db" | "seal">,
  typedNumber: string,
  typedCode: string,
): Promise<CheckedDocument | undefined> {
  const asked = readCheckNumber(typedNumber);
  const given = digestOfCode(house.seal, readCode(typedCode));
  if (!asked) return undefined;
  const row = await house.db
    .selectFrom("application.document")
    .select(["number", "kind", "title_number", "issuer", "issued_at", "check_digest", "sha256"])
    .where("hall", "=", asked.hall)
    .where("number", "=", asked.number)
    .executeTakeFirst();
  if (!row?.sha256 || !timingSafeEqual(row.check_digest, given)) return undefined;
  return {
    number: row.number,
    sha256: row.sha256,
    facts: [
      { label: "文书", value: documentKinds[row.kind].name },
      { label: "文号", value: row.title_number },
      { label: "出具机关", value: row.issuer },
      { label: "出具日期", value: formatDate(dayOf(row.issued_at), { year: true }) },
    ],
  };
}

/** A document of a case as its list shows it. */
export interface CaseDocument {
  id: Id;
  kind: DocumentKind;
  name: string;
  titleNumber: string;
  /** The step it tells of. */
  seq: number;
  on: Day;
  /** Bytes; undefined while the file is being made. */
  size: number | undefined;
  /** What stands on the paper for whoever wants to check it: 查验编号 and 查验码. */
  check: { number: string; code: string };
}

/** The documents of a case in order, for those who may read it. @throws HallError `application/not-found` (not-found). */
export async function documentsOf(
  house: House,
  actor: Actor,
  hall: HallCode,
  application: Id,
): Promise<CaseDocument[]> {
  await requireMayRead(house, actor, hall, application);
  const rows = await house.db
    .selectFrom("application.document")
    .select(["id", "kind", "number", "title_number", "seq", "issued_at", "size"])
    .where("hall", "=", hall)
    .where("application_id", "=", application)
    .orderBy("seq")
    .orderBy("id")
    .execute();
  return rows.map(({ id, kind, number, title_number, seq, issued_at, size }) => ({
    id,
    kind,
    name: documentKinds[kind].name,
    titleNumber: title_number,
    seq,
    on: dayOf(issued_at),
    size: size ?? undefined,
    check: { number, code: checkCodeOf(house.seal, hall, id) },
  }));
}

/**
 * The file of a document, for those who may read its case.
 *
 * @throws HallError `application/not-found` (not-found); `application/document-not-made` (unavailable) in the seconds before its
 *   file is there.
 */
export async function openDocument(
  house: House,
  actor: Actor,
  command: { hall: HallCode; application: Id; document: Id },
): Promise<{ name: string; sha256: string; size: number; open(part?: ByteRange): Promise<Readable> }> {
  const { hall, application, document } = command;
  await requireMayRead(house, actor, hall, application);
  const row = await house.db
    .selectFrom("application.document")
    .select(["kind", "number", "sha256", "size"])
    .where("hall", "=", hall)
    .where("id", "=", document)
    .where("application_id", "=", application)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { sha256, size } = row;
  if (sha256 === null || size === null) {
    throw new HallError("unavailable", "application/document-not-made", "文书正在生成，请稍等片刻再打开");
  }
  return {
    name: `${documentKinds[row.kind].name}-${row.number}.pdf`,
    sha256,
    size,
    async open(part) {
      // A part cannot be compared with the digest of the whole.
      return (await openBlob(house, house.db, { hall, sha256 }, part ? { range: part } : { verify: true })).stream;
    },
  };
}

async function requireMayRead(house: House, actor: Actor, hall: HallCode, application: Id): Promise<void> {
  const standing = await readStanding(house.db, hall, application);
  if (!standing) throw notFound();
  requireReader(actor, hall, standing.state);
}
