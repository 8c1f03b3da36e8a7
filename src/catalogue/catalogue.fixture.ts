import assert from "node:assert/strict";
import { sql } from "kysely";
import { fixedClock } from "../kernel/clock/index.ts";
import { codeTables, createCodes, parseHallCode } from "../kernel/codes/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { type Db, inTransaction, type Tx } from "../kernel/db/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox } from "../kernel/outbox/index.ts";
import { testSeal } from "../kernel/testing/index.ts";
import {
  approveLegality,
  documentOfGuide,
  editorPost,
  findItem,
  historyOf,
  type ItemDocument,
  listKeeperPost,
  publishItem,
  reviewerPost,
  saveDraft,
  shippedGuides,
  submitForReview,
} from "./index.ts";

/** Ten in the morning of a Monday. */
export const monday = "2026-03-02T10:00:00+08:00";
export const hall = parseHallCode("445100");
export const county = parseHallCode("445102");

/** The halls of the tests. */
const halls = ["440000", "445100", "445102", "445200"];

/** An officer with these duties in a department of some halls. */
export function officer(
  id: string,
  duties: readonly string[],
  at: { halls?: readonly string[]; department?: string } = {},
): Actor {
  const { department = "dept-hall" } = at;
  const seats = (at.halls ?? halls).flatMap((place) =>
    duties.map((duty) => ({ post: `${id}-post`, duty, hall: place, department })),
  );
  return { kind: "staff", id, assurance: 3, posts: [...duties], seats };
}

/** Keeps the whole lists of the tests' halls. */
export const editor = officer("editor", [editorPost, listKeeperPost]);
export const reviewer = officer("reviewer", [reviewerPost]);
/** Holds all posts, and yet may not judge what he submitted. */
export const both = officer("both", [editorPost, listKeeperPost, reviewerPost]);
/** An officer with another post. */
export const neighbour = officer("neighbour", ["window-officer"]);

/** A body whose credit code is right. */
export const body = { deptName: "潮州市市场监督管理局", deptCode: "11440000006939756B" };
export const otherBody = { deptName: "潮州市行政审批局", deptCode: "11440000006940116U" };

export function catalogueHouse(db: Db) {
  const clock = fixedClock(monday);
  const parts: Partial<House> = {
    config: readConfig(findRoot(), false, {}),
    secret: Buffer.alloc(32, 7),
    seal: testSeal,
    clock,
    codes: createCodes(codeTables, []),
    db,
    log: createLog({ level: "silent" }),
    // A listener, so that news leave rows to be seen.
    pages: createKeptPages(),
    outbox: createOutbox({
      clock,
      hears: [
        { subscriber: "test", topic: { name: "catalogue.item-published" } },
        { subscriber: "test", topic: { name: "catalogue.item-state-changed" } },
      ],
    }),
  };
  return { house: parts as House, clock };
}

/** A complete item: the first shipped guide as the body of Chaozhou carries it out. */
export function completeItem(changes: Partial<ItemDocument> = {}): ItemDocument {
  const [guide] = shippedGuides();
  if (!guide) throw new RangeError("no guide");
  const document = documentOfGuide(guide, { ...body, division: "445100", useLevel: "3" });
  return {
    ...document,
    linkWay: { phone: "0768-2345678" },
    superviseWay: "0768-12345",
    transactAddr: [{ address: "潮州市枫春路政务服务中心" }],
    ...changes,
  };
}

export const home = { hall, division: "445100" };

/** Writes, submits, approves and publishes an item. */
export async function published(house: House, content: ItemDocument = completeItem(), at = home): Promise<Id> {
  return await inTransaction(house.db, async (tx) => {
    const { item } = await saveDraft(house, tx, editor, { content, home: at, reason: "新编" });
    await submitForReview(house, tx, editor, { item, reason: "报审" });
    await approveLegality(house, tx, reviewer, { item, reason: "合法" });
    await publishItem(house, tx, editor, { item, reason: "发布" });
    return item;
  });
}

/** Publishes the next version of an item. */
export async function republished(house: House, item: Id, content: ItemDocument): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    await saveDraft(house, tx, editor, { content, item, revision: 0 });
    await submitForReview(house, tx, editor, { item, reason: "报审" });
    await approveLegality(house, tx, reviewer, { item, reason: "合法" });
    await publishItem(house, tx, editor, { item, reason: "修订" });
  });
}

/** The bytes of a text in small pieces, as they come from a connection. */
export async function* bytes(text: string | Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  const all = typeof text === "string" ? Buffer.from(text) : text;
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

/** Takes everything out of the catalogue and the outbox. */
export async function emptyCatalogue(db: Db): Promise<void> {
  const tables = [
    "item_successor",
    "item_basis",
    "item_change",
    "item_draft",
    "item_version",
    "item",
    "available_licence",
  ];
  await inTransaction(db, async (tx) => {
    for (const table of tables) await sql`delete from ${sql.table(`catalogue.${table}`)}`.execute(tx);
    await sql`delete from kernel.outbox`.execute(tx);
  });
}

/** The news that wait in the outbox. */
export async function newsIn(db: Db): Promise<{ topic: string; payload: unknown }[]> {
  const select = sql<{ topic: string; payload: unknown }>`select topic, payload from kernel.outbox order by id`;
  return (await select.execute(db)).rows;
}

/** The act is refused, and item, history and news are afterwards what they were. */
export async function refusedWithoutTrace(
  db: Db,
  item: Id,
  code: string,
  work: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  const seen = async () => [await findItem(db, item), await historyOf(db, item), await newsIn(db)];
  const before = await seen();
  await assert.rejects(inTransaction(db, work), { code });
  assert.deepEqual(await seen(), before);
}
