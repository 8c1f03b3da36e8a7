import { type Day, startOf } from "../kernel/calendar/index.ts";
import type { DivisionCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { type Draft, moveUnder, type Place, placeOf, recode, rename } from "./draft.ts";
import { drawFoundation } from "./found-division.ts";
import { loadDraft, type Wanted } from "./load-draft.ts";
import { type LevelCounts, toCounts, treeAsOf } from "./queries.ts";
import type { Edition, EditionRow, PastChange } from "./read-edition.ts";
import { nextNumber } from "./register.ts";
import { drawSplit } from "./split-division.ts";
import type { ChangeKind, DivisionKey } from "./tables.ts";
import { writeDraft } from "./write-draft.ts";

/** What an import did. */
export interface ImportReport {
  /** Places that are new. */
  readonly added: LevelCounts;
  /** Codes whose place has another name or upper division here: such a change comes with its document, by its act. */
  readonly differing: readonly string[];
}

/**
 * Takes an edition in: places whose code the register never had are added, nothing else is touched, so a second time adds
 * nothing. Into an empty register it also writes the changes that happened before the edition.
 *
 * @returns what was added, and where the register says otherwise than the edition.
 */
export async function importEdition(tx: Tx, edition: Edition): Promise<ImportReport> {
  const known = await treeAsOf(tx);
  const codes = new Set((await tx.selectFrom("region.division_code").select("code").execute()).map(({ code }) => code));
  const empty = codes.size === 0;
  const fresh = edition.rows.filter(({ code }) => !codes.has(code));
  if (fresh.length > 0)
    await addRows(tx, edition, empty ? oldestForm(edition) : fresh, empty ? edition.since : edition.editionOn);
  if (empty) for (const change of edition.changes) await redo(tx, edition, change);
  const codeOf = new Map(known.map(({ key, code }) => [key, code]));
  const here = new Map(known.map((one) => [one.code, one]));
  const differing = edition.rows.filter(({ code, name, upper }) => {
    const one = here.get(code);
    return one && (one.name !== name || (one.upper && codeOf.get(one.upper)) !== upper);
  });
  return {
    added: toCounts(fresh.map(({ level }) => ({ level, count: 1 }))),
    differing: differing.map(({ code }) => code),
  };
}

/** A row of the first form: its key is the code of the edition, its code may be an older one. */
type FirstRow = EditionRow & { readonly key?: DivisionCode };

/** The tree before all the changes that are told: the changes undone, the last first. */
function oldestForm({ rows, changes }: Edition): FirstRow[] {
  const form = new Map<string, FirstRow>(rows.map((row) => [row.code, { ...row, key: row.code }]));
  for (const change of [...changes].reverse()) undo(form, change);
  return [...form.values()];
}

function undo(form: Map<string, FirstRow>, change: PastChange): void {
  if (change.kind === "move") {
    for (const code of change.codes) put(form, code, { upper: change.from });
  } else if (change.kind === "recode") {
    put(form, change.into, change.before);
  } else if (change.kind === "split") {
    const { code, name, upper, tier } = change.before;
    for (const part of change.into) form.delete(part);
    for (const [key, row] of form) {
      if (row.upper && change.into.includes(row.upper)) put(form, key, { upper: code });
    }
    form.set(code, { key: code, code, name, level: "county", upper, tier });
  }
}

function put(form: Map<string, FirstRow>, key: string, facts: Partial<FirstRow>): void {
  const row = form.get(key);
  if (row) form.set(key, { ...row, ...facts });
}

/** Writes rows as first forms; `upper` of a row names a row of the same list or a place of the register. */
async function addRows(tx: Tx, edition: Edition, rows: readonly FirstRow[], on: Day): Promise<void> {
  const number = await nextNumber(tx);
  const uppers = [...new Set(rows.flatMap(({ upper }) => upper ?? []))];
  const draft = await loadDraft(tx, on, { changing: [], named: uppers });
  const waiting = new Map(rows.map((row) => [row.key ?? row.code, row]));
  for (const key of waiting.keys()) addRow(draft, waiting, key);
  await write(tx, draft, number, "import", edition, { document: edition.document });
}

function addRow(draft: Draft, waiting: ReadonlyMap<string, FirstRow>, named: string): Place | undefined {
  const key = draft.used.get(named) ?? (named as DivisionKey);
  const there = draft.places.get(key);
  const row = waiting.get(named);
  if (there || !row) return there;
  const upper = row.upper && addRow(draft, waiting, row.upper);
  const { code, name, level, tier } = row;
  const path = `${upper?.path ?? ""}${key}/`;
  const state = "live";
  const place: Place = {
    key,
    level,
    kind: "official",
    version: 0,
    writtenOn: undefined,
    code,
    name,
    upper: upper?.key,
    path,
    tier,
    state,
  };
  draft.places.set(key, place);
  draft.touched.add(key);
  return place;
}

/** Lets a told change happen again, by the drawing of its act. */
async function redo(tx: Tx, edition: Edition, change: PastChange): Promise<void> {
  const number = await nextNumber(tx);
  const draft = await loadDraft(tx, change.on, wantedFor(change));
  if (change.kind === "move") {
    for (const code of change.codes) moveUnder(draft, placeOf(draft, code), placeOf(draft, change.to));
  } else if (change.kind === "recode") {
    const place = placeOf(draft, change.before.code);
    recode(draft, place, change.into);
    rename(draft, place, rowOf(edition, change.into).name);
  } else if (change.kind === "split") {
    const into = change.into.map((code) => ({
      code,
      name: rowOf(edition, code).name,
      takes: edition.rows.filter(({ upper }) => upper === code).map((row) => row.code),
    }));
    drawSplit(draft, { code: change.before.code, into });
  } else {
    drawFoundation(draft, { ...change, kind: "functional", level: "county" });
  }
  await write(tx, draft, number, change.kind, edition, change);
}

function wantedFor(change: PastChange): Wanted {
  if (change.kind === "move") return { changing: change.codes, named: [change.to] };
  if (change.kind === "recode") return { changing: [change.before.code], fresh: [change.into] };
  if (change.kind === "split") return { changing: [change.before.code], fresh: change.into };
  return { changing: change.takes, named: [change.upper], fresh: [change.code] };
}

function rowOf({ rows }: Edition, code: string): EditionRow {
  const row = rows.find((one) => one.code === code);
  if (!row) throw new RangeError(`the told history names ${code}, which the edition lacks`);
  return row;
}

async function write(
  tx: Tx,
  draft: Draft,
  number: bigint,
  kind: ChangeKind,
  edition: Edition,
  { document, note }: { document: string; note?: string },
): Promise<void> {
  const told = { title: document, note };
  await writeDraft(tx, draft, { number, kind, document: told, at: startOf(edition.editionOn), by: edition.name });
}
