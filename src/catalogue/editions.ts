import type { Reader, Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { CatalogueHouse } from "./change-item.ts";
import { requireSharedKeeper } from "./rights.ts";

/** One item of a common-catalogue edition. */
export interface EditionEntry {
  readonly baseCode: string;
  readonly name: string;
  readonly taskType?: string | undefined;
}

/** What an edition makes different from another, in order of code. */
export interface EditionDifference {
  readonly added: readonly EditionEntry[];
  readonly cancelled: readonly EditionEntry[];
  readonly changed: readonly { readonly from: EditionEntry; readonly to: EditionEntry }[];
}

/** What one place has to do to follow an edition. */
export interface EditionWork {
  readonly division: string;
  readonly work: "add" | "change" | "cancel";
  readonly baseCode: string;
  /** As the new edition has it; of a cancelled item as the old one had it. */
  readonly name: string;
  /** Living items of the place to change or cancel, by code. */
  readonly items: readonly string[];
}

const rowsPerStatement = 1_000;

/**
 * Enters an edition of the common catalogue (通用目录).
 *
 * @param edition.name short and unique: `2017`.
 * @throws HallError `catalogue/not-editor`, `catalogue/not-list-keeper` (forbidden); `catalogue/bad-edition` (invalid); `catalogue/edition-exists` (conflict).
 * @source capabilities B4 (行政许可事项通用目录)
 */
export async function enterEdition(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  edition: { name: string; title: string; document?: string | undefined; entries: readonly EditionEntry[] },
): Promise<void> {
  requireSharedKeeper(actor);
  const { name, title, document, entries } = edition;
  const seen = new Set<string>();
  const twice = entries.find(({ baseCode }) => seen.size === seen.add(baseCode).size);
  const nameless = entries.find((entry) => entry.baseCode === "" || entry.name === "");
  if (name === "" || title === "" || entries.length === 0 || twice || nameless) {
    throw new HallError("invalid", "catalogue/bad-edition", "通用目录要有名称和事项，编码不能重复", {
      twice: twice?.baseCode,
    });
  }
  const there = await tx.selectFrom("catalogue.edition").select("name").where("name", "=", name).executeTakeFirst();
  if (there) throw new HallError("conflict", "catalogue/edition-exists", "这一版通用目录已经录入", { name });
  await tx
    .insertInto("catalogue.edition")
    .values({ name, title, document: document ?? null, entered_at: house.clock.now(), entered_by: actor.id ?? "" })
    .execute();
  const rows = entries.map((entry) => ({
    edition: name,
    base_code: entry.baseCode,
    name: entry.name,
    item_type: entry.taskType ?? null,
  }));
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    await tx
      .insertInto("catalogue.edition_entry")
      .values(rows.slice(at, at + rowsPerStatement))
      .execute();
  }
}

/** An edition as the lists of the editors show it. */
export interface Edition {
  readonly name: string;
  readonly title: string;
  readonly document: string | undefined;
  readonly enteredAt: Date;
  readonly enteredBy: string;
  readonly entries: number;
}

/** The editions that were entered, the last first. */
export async function listEditions(db: Reader): Promise<Edition[]> {
  const rows = await db
    .selectFrom("catalogue.edition as e")
    .leftJoin("catalogue.edition_entry as n", "n.edition", "e.name")
    .select((build) => [
      "e.name",
      "e.title",
      "e.document",
      "e.entered_at",
      "e.entered_by",
      build.fn.count<bigint>("n.base_code").as("entries"),
    ])
    .groupBy(["e.name", "e.title", "e.document", "e.entered_at", "e.entered_by"])
    .orderBy("e.entered_at", "desc")
    .orderBy("e.name", "desc")
    .execute();
  return rows.map(({ name, title, document, entered_at, entered_by, entries }) => ({
    name,
    title,
    document: document ?? undefined,
    enteredAt: entered_at,
    enteredBy: entered_by,
    entries: Number(entries),
  }));
}

/** What makes edition `to` different from edition `from`. @throws HallError `catalogue/no-edition` (not-found). */
export async function diffEditions(db: Reader, from: string, to: string): Promise<EditionDifference> {
  const [before, after] = [await entriesOf(db, from), await entriesOf(db, to)];
  const changed = [...after.values()].flatMap((entry) => {
    const old = before.get(entry.baseCode);
    const same = !old || (old.name === entry.name && old.taskType === entry.taskType);
    return same ? [] : [{ from: old, to: entry }];
  });
  return {
    added: [...after.values()].filter(({ baseCode }) => !before.has(baseCode)),
    cancelled: [...before.values()].filter(({ baseCode }) => !after.has(baseCode)),
    changed,
  };
}

/**
 * The work list of each place for going from one edition to the next: what it must add, change and cancel, judged by the
 * implementation lists it has now. Who already has a new item, or never had a cancelled one, finds no line.
 *
 * @param divisions the places (cities) that follow the edition.
 * @throws HallError `catalogue/no-edition` (not-found).
 */
export async function editionWork(
  db: Reader,
  editions: { from: string; to: string },
  divisions: readonly string[],
): Promise<EditionWork[]> {
  const { added, cancelled, changed } = await diffEditions(db, editions.from, editions.to);
  const held = await heldBy(db, divisions);
  return divisions.flatMap((division) => {
    const has = (baseCode: string) => held.get(`${division} ${baseCode}`) ?? [];
    const line = (work: EditionWork["work"], { baseCode, name }: EditionEntry): EditionWork[] => {
      const items = has(baseCode);
      return (work === "add") === (items.length === 0) ? [{ division, work, baseCode, name, items }] : [];
    };
    return [
      ...added.flatMap((entry) => line("add", entry)),
      ...changed.flatMap(({ to }) => [...line("change", to), ...line("add", to)]),
      ...cancelled.flatMap((entry) => line("cancel", entry)),
    ];
  });
}

async function heldBy(db: Reader, divisions: readonly string[]): Promise<Map<string, string[]>> {
  const held = new Map<string, string[]>();
  if (divisions.length === 0) return held;
  const rows = await db
    .selectFrom("catalogue.item")
    .select(["division", "base_code", "code"])
    .where("division", "in", divisions)
    .where("kind", "<>", "base")
    .where("state", "<>", "cancelled")
    .where("base_code", "is not", null)
    .orderBy("code")
    .execute();
  for (const { division, base_code, code } of rows) {
    const key = `${division} ${base_code}`;
    held.set(key, [...(held.get(key) ?? []), code]);
  }
  return held;
}

async function entriesOf(db: Reader, edition: string): Promise<Map<string, EditionEntry>> {
  const rows = await db
    .selectFrom("catalogue.edition_entry")
    .select(["base_code", "name", "item_type"])
    .where("edition", "=", edition)
    .orderBy("base_code")
    .execute();
  if (rows.length === 0) throw new HallError("not-found", "catalogue/no-edition", "没有这一版通用目录", { edition });
  return new Map(
    rows.map(({ base_code, name, item_type }) => [
      base_code,
      { baseCode: base_code, name, taskType: item_type ?? undefined },
    ]),
  );
}
