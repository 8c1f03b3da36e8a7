import { setImmediate as letOthersTurn } from "node:timers/promises";
import { sql } from "kysely";
import type { HallCode } from "../../kernel/codes/index.ts";
import type { Db } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { mostCellCharacters, writeCsv, writeXlsx } from "../../kernel/sheet/index.ts";
import { stateNames } from "../change-item.ts";
import { type Differences, resolveDocument } from "../differences.ts";
import type { ItemDocument } from "../document.ts";
import { writeCell } from "../import/cells.ts";
import { columns, stateColumn } from "../import/columns.ts";
import type { ImportFormat } from "../import/raw-rows.ts";
import { mayReadDrafts } from "../rights.ts";
import type { ItemState } from "../tables.ts";
import { type ItemVersion, readVersion } from "../versions.ts";

/** An item as it goes out. */
interface KeptDocument {
  readonly code: string;
  readonly division: string;
  readonly state: ItemState;
  readonly document: ItemDocument;
}

/**
 * Gives the items that a hall keeps, in use or suspended, as a list that `importItems` takes in again without any change. The
 * bytes are made as they are asked for, 500 items at a time.
 *
 * @throws HallError `catalogue/not-editor` (forbidden); `catalogue/bad-format` (invalid).
 */
export function exportItems(
  house: { readonly db: Db },
  actor: Actor,
  { hall, format }: { hall: HallCode; format: ImportFormat },
): AsyncIterable<Uint8Array> {
  if (!mayReadDrafts(actor, hall)) {
    throw new HallError("forbidden", "catalogue/not-editor", "只有编制、审查这个大厅事项的工作人员可以导出");
  }
  const items = keptDocuments(house.db, hall);
  if (format === "jsonl") return asLines(items);
  if (format === "csv") return writeCsv(asRows(items));
  if (format === "xlsx") return asWorkbook(items);
  throw new HallError("invalid", "catalogue/bad-format", "只能导出XLSX、CSV和JSON Lines文件");
}

async function* asLines(items: AsyncIterable<KeptDocument>): AsyncGenerator<Buffer> {
  let held = "";
  for await (const { division, document } of items) {
    held += `${JSON.stringify({ division, ...document })}\n`;
    if (held.length < 65_536) continue;
    yield Buffer.from(held);
    held = "";
  }
  yield Buffer.from(held);
}

const header: readonly string[] = [...columns.map(({ name }) => name), stateColumn];

async function* asRows(items: AsyncIterable<KeptDocument>): AsyncGenerator<readonly string[]> {
  yield header;
  for await (const item of items) yield rowOf(item);
}

function rowOf({ division, state, document }: KeptDocument): string[] {
  const cells = columns.map((column) =>
    column.field === "division" ? division : writeCell(column, document[column.field]),
  );
  return [...cells, stateNames[state]];
}

function asWorkbook(items: AsyncIterable<KeptDocument>): AsyncIterable<Buffer> {
  const leftOut: KeptDocument[] = [];
  async function* rows(): AsyncGenerator<readonly string[]> {
    yield header;
    for await (const item of items) {
      const row = rowOf(item);
      // Longer texts a table program cuts off or calls the file damaged.
      if (row.every((text) => text.length <= mostCellCharacters)) yield row;
      else leftOut.push(item);
    }
  }
  // Asked for when the list has gone out, so it knows what was left out.
  function* notes(): Generator<readonly string[]> {
    yield ["说明"];
    yield ["一行一个事项，改好可以再导入。花括号、方括号里的内容由编制台写，请不要改。"];
    if (leftOut.length === 0) return;
    yield [`下面 ${leftOut.length} 个事项的内容太长，表格放不下，没有导出；请导出 JSON Lines。`];
    for (const { code, document } of leftOut) yield [code, document.taskName];
  }
  const sheets = [
    { name: "事项", rows: rows(), widths: [36] },
    { name: "说明", rows: notes(), widths: [80] },
  ];
  return writeXlsx(sheets);
}

const itemsAtATime = 500;
/** A hundred items are some 10 ms of work. */
const itemsATurn = 100;
/** Versions above that are kept at hand; a list inherits from a few hundred. */
const mostUppers = 2_000;

async function* keptDocuments(db: Db, hall: HallCode): AsyncGenerator<KeptDocument> {
  const uppers = new Map<string, ItemVersion | undefined>();
  let after: Id | null = null;
  for (;;) {
    const rows: Row[] = await portion(db, hall, after);
    for (const [at, row] of rows.entries()) {
      const { code, division, state } = row;
      if (at % itemsATurn === 0) await letOthersTurn();
      yield { code, division, state, document: await documentOf(db, row, uppers) };
    }
    const last = rows.at(-1);
    if (!last || rows.length < itemsAtATime) return;
    after = last.id;
  }
}

interface Row {
  readonly id: Id;
  readonly code: string;
  readonly division: string;
  readonly state: ItemState;
  readonly upper_id: Id | null;
  readonly upper_version: number | null;
  readonly body: unknown;
}

async function portion(db: Db, hall: HallCode, after: Id | null): Promise<Row[]> {
  // By id: one walk along the primary key for all portions together.
  const { rows } = await sql<Row>`select i.id, i.code, i.division, i.state, v.upper_id, v.upper_version, v.body
    from catalogue.item i join catalogue.item_version v on v.hall = i.hall and v.item_id = i.id and v.version = i.version
    where i.hall = ${hall} and v.hall = ${hall} and i.state in ('published', 'suspended')
      and (${after}::uuid is null or i.id > ${after}::uuid)
    order by i.id limit ${itemsAtATime}`.execute(db);
  return rows;
}

async function documentOf(db: Db, row: Row, uppers: Map<string, ItemVersion | undefined>): Promise<ItemDocument> {
  if (row.upper_id === null || row.upper_version === null) return row.body as ItemDocument;
  const key = `${row.upper_id} ${row.upper_version}`;
  if (!uppers.has(key)) {
    if (uppers.size >= mostUppers) uppers.clear();
    uppers.set(key, await readVersion(db, row.upper_id, row.upper_version));
  }
  const upper = uppers.get(key);
  if (!upper) throw new RangeError(`a version of ${row.id} stands on a version that is not there`);
  return resolveDocument(upper.document, row.body as Differences);
}
