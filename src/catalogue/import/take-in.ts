import { setImmediate as letOthersTurn } from "node:timers/promises";
import type { HallCode } from "../../kernel/codes/index.ts";
import type { Reader, Tx } from "../../kernel/db/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import { digestOf } from "../canonical.ts";
import type { CatalogueHouse, Ground } from "../change-item.ts";
import { differencesOf } from "../differences.ts";
import { factsOf, isAppliable } from "../item-facts.ts";
import type { AvailableLicence } from "../rules/gate.ts";
import type { ItemRow } from "../tables.ts";
import { type ItemVersion, readVersion } from "../versions.ts";
import { writeBasis } from "../write-version.ts";
import { type BulkEntry, writeBulk } from "./bulk.ts";
import { type LineFinding, lineFindings } from "./line-finding.ts";
import type { ReadRow } from "./read-row.ts";

/** What became of a row. */
export interface RowOutcome {
  readonly line: number;
  readonly outcome: "added" | "changed" | "unchanged" | "refused";
  readonly code: string | undefined;
  readonly item: Id | undefined;
  readonly version: number | undefined;
  readonly findings: readonly LineFinding[];
}

/** What all rows of an import have in common. */
export interface TakingIn {
  readonly hall: HallCode;
  /** The division of rows that do not say theirs. */
  readonly division: string;
  readonly actor: string;
  readonly at: Date;
  readonly available: readonly AvailableLicence[];
  /** Versions above that were read before. */
  readonly uppers: Map<string, ItemVersion | undefined>;
}

/** Rows after which somebody else's request may have its turn: some 5 ms of work. */
export const rowsATurn = 50;

interface Plan {
  readonly outcome: RowOutcome;
  readonly entry: BulkEntry | undefined;
}

/** Decides what each row becomes, reading only: the dry run is this and nothing else. */
export async function planRows(
  house: CatalogueHouse,
  db: Reader,
  act: TakingIn,
  rows: readonly ReadRow[],
  options: { lock?: boolean } = {},
): Promise<Plan[]> {
  const codes = rows.flatMap((row) => row.code ?? []);
  const wanted = rows.flatMap((row) => (row.document ? (upperCode(row) ?? []) : []));
  const there = await itemsByCode(db, [...codes, ...wanted], options.lock ?? false);
  const known = rows.flatMap((row) => (row.code === undefined ? [] : (there.get(row.code) ?? [])));
  const drafts = await draftsOf(db, act.hall, known);
  const digests = await digestsOf(db, act.hall, known);
  const plans: Plan[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % rowsATurn === rowsATurn - 1) await letOthersTurn();
    const { line, findings, document } = row;
    if (!document) {
      plans.push({
        outcome: { line, outcome: "refused", code: row.code, item: undefined, version: undefined, findings },
        entry: undefined,
      });
      continue;
    }
    const before = there.get(row.code);
    const digest = digestOf(document);
    // What stands here already needs no leave: a list that went out comes in again and changes nothing.
    const isSame = before !== undefined && before.state !== "draft" && digests.get(before.id) === digest;
    const refusal = before && !isSame && refusalOf(before, act.hall, drafts);
    const common = { line, code: row.code };
    if (before && refusal) {
      const outcome = {
        ...common,
        outcome: "refused" as const,
        item: before.id,
        version: undefined,
        findings: [...findings, refusal],
      };
      plans.push({ outcome, entry: undefined });
    } else if (before && isSame) {
      plans.push({
        outcome: { ...common, outcome: "unchanged", item: before.id, version: before.version, findings },
        entry: undefined,
      });
    } else {
      const item = itemRow(house, act, row, before, there.get(upperCode(row) ?? ""));
      const upper = await upperOf(db, act, item.upper_id, there);
      const version = {
        hall: act.hall,
        item_id: item.id,
        version: item.version,
        upper_id: upper?.item ?? null,
        upper_version: upper?.version ?? null,
        body: JSON.stringify(upper ? differencesOf(upper.document, document) : document),
        sha256: digest,
        origin: "import" as const,
        written_at: act.at,
        written_by: act.actor,
      };
      const kind = before ? ("changed" as const) : ("added" as const);
      plans.push({
        outcome: { ...common, outcome: kind, item: item.id, version: item.version, findings },
        entry: { item, version, before: before?.state },
      });
    }
  }
  return plans;
}

/** Takes rows in: at most 500, no code twice. @returns what became of each. */
export async function takeIn(
  house: CatalogueHouse,
  tx: Tx,
  act: TakingIn & Ground,
  rows: readonly ReadRow[],
): Promise<RowOutcome[]> {
  const plans = await planRows(house, tx, act, rows, { lock: true });
  const entries = plans.flatMap(({ entry }) => entry ?? []);
  const { hall, actor, at, reason, document } = act;
  await writeBulk(house, tx, { hall, actor, at, reason, document, kind: "import" }, entries);
  const byCode = new Map(rows.flatMap((row) => (row.document ? [[row.code, row.document] as const] : [])));
  const based = entries.flatMap(({ item, before }) => {
    const content = byCode.get(item.code);
    return content && (content.byLaw !== undefined || before !== undefined) ? { item: item.id, document: content } : [];
  });
  if (based.length > 0) await writeBasis(house, tx, based);
  return plans.map(({ outcome }) => outcome);
}

function upperCode({ codes }: Extract<ReadRow, { codes: unknown }>): string | undefined {
  return codes.kind === "handling" ? codes.mainCode : codes.kind === "implementation" ? codes.baseCode : undefined;
}

function refusalOf(item: ItemRow, hall: HallCode, drafts: ReadonlySet<Id>): LineFinding | undefined {
  if (item.hall !== hall) return lineFindings.otherHall;
  if (item.origin !== "import") return lineFindings.notImport;
  return drafts.has(item.id) ? lineFindings.draftOpen : undefined;
}

function itemRow(
  house: CatalogueHouse,
  act: TakingIn,
  row: Extract<ReadRow, { codes: unknown }>,
  before: ItemRow | undefined,
  upper: ItemRow | undefined,
): ItemRow {
  const { document, codes, division } = row;
  return {
    id: before?.id ?? newId(house.clock),
    hall: act.hall,
    kind: codes.kind,
    code: codes.code,
    base_code: codes.baseCode ?? null,
    main_code: codes.mainCode ?? null,
    upper_id: before?.upper_id ?? upper?.id ?? null,
    division: division ?? before?.division ?? act.division,
    ...factsOf(document, isAppliable(document, { available: act.available })),
    state: before?.state === "suspended" ? "suspended" : "published",
    version: (before?.version ?? 0) + 1,
    origin: "import",
    change_number: (before?.change_number ?? 0) + 1,
    changed_at: act.at,
  };
}

async function upperOf(
  db: Reader,
  act: TakingIn,
  id: Id | null,
  there: ReadonlyMap<string, ItemRow>,
): Promise<ItemVersion | undefined> {
  if (id === null) return undefined;
  const upper = [...there.values()].find((one) => one.id === id) ?? (await itemById(db, id));
  if (!upper || upper.version === 0) return undefined;
  const key = `${upper.id} ${upper.version}`;
  if (!act.uppers.has(key)) act.uppers.set(key, await readVersion(db, upper.id, upper.version));
  return act.uppers.get(key);
}

async function itemById(db: Reader, id: Id): Promise<ItemRow | undefined> {
  return await db.selectFrom("catalogue.item").selectAll().where("id", "=", id).executeTakeFirst();
}

async function itemsByCode(db: Reader, codes: readonly string[], lock: boolean): Promise<Map<string, ItemRow>> {
  if (codes.length === 0) return new Map();
  const query = db
    .selectFrom("catalogue.item")
    .selectAll()
    .where("code", "in", [...new Set(codes)])
    .where("state", "<>", "cancelled");
  // In order, so that two imports never wait for each other.
  const rows = await (lock ? query.orderBy("id").forUpdate() : query).execute();
  return new Map(rows.map((row) => [row.code, row]));
}

async function draftsOf(db: Reader, hall: HallCode, items: readonly ItemRow[]): Promise<Set<Id>> {
  if (items.length === 0) return new Set();
  const rows = await db
    .selectFrom("catalogue.item_draft")
    .select("item_id")
    .where("hall", "=", hall)
    .where(
      "item_id",
      "in",
      items.map(({ id }) => id),
    )
    .execute();
  return new Set(rows.map(({ item_id }) => item_id));
}

async function digestsOf(db: Reader, hall: HallCode, items: readonly ItemRow[]): Promise<Map<Id, string>> {
  if (items.length === 0) return new Map();
  const rows = await db
    .selectFrom("catalogue.item_version")
    .select(["item_id", "version", "sha256"])
    .where("hall", "=", hall)
    .where(
      "item_id",
      "in",
      items.map(({ id }) => id),
    )
    .execute();
  const inUse = new Map(items.map(({ id, version }) => [id, version]));
  return new Map(
    rows.flatMap(({ item_id, version, sha256 }) =>
      inUse.get(item_id) === version ? [[item_id, sha256] as const] : [],
    ),
  );
}
