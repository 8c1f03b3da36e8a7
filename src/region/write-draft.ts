import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { ChangeDocument } from "./division.ts";
import type { Draft, Place } from "./draft.ts";
import type { ChangeKind, DivisionVersionRow } from "./tables.ts";

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const batch = 3_000;

/** Writes a change and the new forms of the places it touched; only ever adds rows. @returns nothing; the drawing is done with. */
export async function writeDraft(
  tx: Tx,
  draft: Draft,
  change: { number: bigint; kind: ChangeKind; document: ChangeDocument; at: Date; by: string },
): Promise<void> {
  const { document } = change;
  await tx
    .insertInto("region.division_change")
    .values({
      number: change.number,
      kind: change.kind,
      from_on: draft.on,
      document: document.title,
      document_on: document.on ?? null,
      note: document.note ?? null,
      recorded_at: change.at,
      recorded_by: change.by,
    })
    .execute();
  const touched = [...draft.touched].flatMap((key) => draft.places.get(key) ?? []);
  await writePlaces(
    tx,
    touched.filter(({ version }) => version === 0),
  );
  await writeCodes(tx, touched);
  const versions = touched.map((place) => versionOf(place, draft, change.number));
  for (const rows of batches(versions)) await tx.insertInto("region.division_version").values(rows).execute();
  const successors = draft.successors.map((one) => ({ ...one, change: change.number }));
  if (successors.length > 0) await tx.insertInto("region.division_successor").values(successors).execute();
}

async function writePlaces(tx: Tx, founded: readonly Place[]): Promise<void> {
  const rows = founded.map(({ key, level, kind }) => ({ key, level, kind }));
  for (const some of batches(rows)) await tx.insertInto("region.division").values(some).execute();
}

/** @throws HallError `region/code-taken`: a code below a recoded place belongs to another place. */
async function writeCodes(tx: Tx, places: readonly Place[]): Promise<void> {
  for (const some of batches(places)) {
    const known = await tx
      .selectFrom("region.division_code")
      .select(["code", "division"])
      .where(
        "code",
        "in",
        some.map(({ code }) => code),
      )
      .execute();
    const ownerOf = new Map<string, string>(known.map(({ code, division }) => [code, division]));
    const taken = some.find(({ key, code }) => (ownerOf.get(code) ?? key) !== key);
    if (taken) {
      throw new HallError("conflict", "region/code-taken", "这个代码用过了，一个代码永远指同一个地方", {
        code: taken.code,
      });
    }
    const fresh = some.filter(({ code }) => !ownerOf.has(code)).map(({ key, code }) => ({ code, division: key }));
    if (fresh.length > 0) await tx.insertInto("region.division_code").values(fresh).execute();
  }
}

function versionOf(place: Place, draft: Draft, change: bigint): DivisionVersionRow {
  return {
    division: place.key,
    version: place.version + 1,
    from_on: draft.on,
    change,
    code: place.code,
    name: place.name,
    upper: place.upper ?? null,
    path: place.path,
    state: place.state,
    tier: place.tier ?? null,
  };
}

/** Cuts rows into as many as one statement may write. */
export function* batches<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += batch) yield rows.slice(at, at + batch);
}
