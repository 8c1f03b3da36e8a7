import { createReadStream } from "node:fs";
import path from "node:path";
import type { HallCode } from "../../kernel/codes/index.ts";
import { findRoot } from "../../kernel/config/index.ts";
import type { Db } from "../../kernel/db/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { CatalogueHouse } from "../change-item.ts";
import { documentOfGuide, type Guide, type GuideBody, shippedGuides } from "./guides.ts";
import { type ImportReport, importItems } from "./import-items.ts";

type ImportHouse = CatalogueHouse & { readonly db: Db };

/** Takes the 1,979 real items of Guangdong in, kept by the hall of the province (or another). A second time changes nothing. */
export async function importShippedItems(house: ImportHouse, actor: Actor, hall: HallCode): Promise<ImportReport> {
  const content = createReadStream(path.join(findRoot(), "seed/items-guangdong.jsonl"));
  return await importItems(house, actor, {
    hall,
    division: hall,
    title: "广东省政务服务事项（2021年）",
    format: "jsonl",
    content,
  });
}

/** A body that carries guides out, with the hall whose editors keep its items. */
export interface GuidePlace extends GuideBody {
  readonly hall: HallCode;
}

/**
 * Takes the 16 guides in: each once into the base catalogue, then as the implementation list of each body, which inherits
 * from it and can be applied for at once. A second time changes nothing.
 *
 * @param places.base the hall that keeps the base catalogue.
 * @param places.bodiesOf who carries a guide out; two bodies of one division cannot carry out the same guide without a deptCode.
 * @returns one report per hall, the base catalogue's first.
 */
export async function importShippedGuides(
  house: ImportHouse,
  actor: Actor,
  places: { base: HallCode; bodiesOf: (guide: Guide) => readonly GuidePlace[] },
): Promise<ImportReport[]> {
  const guides = shippedGuides();
  const take = (hall: HallCode, rows: readonly object[]) =>
    importItems(house, actor, {
      hall,
      division: hall,
      title: "随附办事指南",
      format: "jsonl",
      content: linesOfRows(rows),
    });
  const reports = [
    await take(
      places.base,
      guides.map((guide) => documentOfGuide(guide)),
    ),
  ];
  const byHall = new Map<HallCode, object[]>();
  for (const guide of guides) {
    for (const body of places.bodiesOf(guide)) {
      const rows = byHall.get(body.hall) ?? [];
      rows.push({ ...documentOfGuide(guide, body), division: body.division });
      byHall.set(body.hall, rows);
    }
  }
  for (const [hall, rows] of byHall) reports.push(await take(hall, rows));
  return reports;
}

async function* linesOfRows(rows: readonly object[]): AsyncGenerator<Uint8Array> {
  for (const row of rows) yield Buffer.from(`${JSON.stringify(row)}\n`);
}
