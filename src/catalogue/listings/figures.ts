import { sql } from "kysely";
import type { Reader } from "../../kernel/db/index.ts";
import { type ItemPlace, shown, standsAt } from "./place.ts";

/** What can be counted of the published items of some places. */
export interface CatalogueFigures {
  readonly items: number;
  /** Nobody needs to come. */
  readonly noVisit: number;
  /** How many of each depth, 1 to 4. */
  readonly depths: readonly [number, number, number, number];
  /** Items whose two limits are both given in workdays, with the averages. */
  readonly limits: {
    readonly items: number;
    readonly legalDays: number;
    readonly promisedDays: number;
    readonly shorter: number;
  };
  /** Average of the standard score, 0 to 100. */
  readonly score: number;
}

/** Counts the items of some places; base items, which nobody handles, are left out. */
export async function catalogueFigures(db: Reader, places: readonly ItemPlace[]): Promise<CatalogueFigures> {
  const { rows } = await sql<Record<string, number | null>>`
    select count(*)::int as items,
      count(*) filter (where i.visits = 0)::int as visit,
      count(*) filter (where i.depth <= 1)::int as depth1, count(*) filter (where i.depth = 2)::int as depth2,
      count(*) filter (where i.depth = 3)::int as depth3, count(*) filter (where i.depth = 4)::int as depth4,
      count(*) filter (where ${limited})::int as limited,
      (avg(i.legal_limit) filter (where ${limited}))::float8 as legal,
      (avg(i.promise_limit) filter (where ${limited}))::float8 as promised,
      count(*) filter (where ${limited} and i.promise_limit < i.legal_limit)::int as shorter,
      avg(i.score)::float8 as score
    from catalogue.item i where ${shown} and i.kind <> 'base' and ${standsAt(places)}`.execute(db);
  const of = (name: string) => rows[0]?.[name] ?? 0;
  return {
    items: of("items"),
    noVisit: of("visit"),
    depths: [of("depth1"), of("depth2"), of("depth3"), of("depth4")],
    limits: { items: of("limited"), legalDays: of("legal"), promisedDays: of("promised"), shorter: of("shorter") },
    score: of("score"),
  };
}

/** Both limits in workdays, and a legal one that is more than "on the spot": only these can be laid side by side. */
const limited = sql<boolean>`i.legal_unit = 'wd' and i.promise_unit = 'wd' and i.legal_limit > 0`;

/** A body with the average standard score of its items. */
export interface BodyScore {
  readonly name: string | undefined;
  readonly code: string | undefined;
  readonly items: number;
  readonly score: number;
}

/** The average standard score of each body's items, best first. */
export async function scoresByBody(db: Reader, places: readonly ItemPlace[]): Promise<BodyScore[]> {
  const { rows } = await sql<{ name: string | null; code: string | null; items: number; score: number }>`
    select i.dept_name as name, i.dept_code as code, count(*)::int as items, avg(i.score)::float8 as score
    from catalogue.item i where ${shown} and i.kind <> 'base' and ${standsAt(places)}
    group by 1, 2 order by 4 desc, 3 desc, 1`.execute(db);
  return rows.map(({ name, code, ...row }) => ({ ...row, name: name ?? undefined, code: code ?? undefined }));
}
