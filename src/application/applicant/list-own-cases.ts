import { findVersion, type ItemVersion } from "../../catalogue/index.ts";
import { legalPersonsOf } from "../../identity/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import { type Db, readStatement } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { clockFactsOf } from "../clock-facts.ts";
import { type CaseClocks, clocksOf } from "../clocks/index.ts";
import { requireCitizen } from "../drafts/rights.ts";
import { phaseOf } from "../fold.ts";
import type { CaseState, OpenTask, Phase } from "../state.ts";

/** An open task as a list names it. */
export interface Waiting {
  /** 环节 in words. */
  readonly node: string;
  /** Key of the department. */
  readonly department: string;
  readonly since: Date;
  readonly taken: boolean;
}

/** A case in the list of those who stand for its applicant. */
export interface OwnCaseLine {
  readonly hall: HallCode;
  readonly application: Id;
  readonly number: string;
  readonly item: Id;
  readonly itemName: string;
  /** Name of the company; undefined: one's own. */
  readonly company: string | undefined;
  readonly phase: Phase;
  readonly state: CaseState;
  readonly waiting: readonly Waiting[];
  readonly clocks: CaseClocks;
}

/** A page of them. */
export interface OwnCases {
  /** Those to be corrected first, then those decided (a result may wait), the other open ones, ended ones; the newest first in each. */
  readonly cases: readonly OwnCaseLine[];
  readonly open: number;
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** The companies one may act for today. */
  readonly companies: readonly { readonly id: Id; readonly name: string }[];
}

/**
 * One's own cases and those of the companies one may act for (我的办件), over all halls. The list follows the cases by news, some
 * moments later; what is said of each case is what it is now. Queries: two, and one for each hall on the page.
 *
 * @param wish.of a company, or `self`; absent: all of them. @param wish.size 20 when absent.
 */
export async function listOwnCases(
  house: House,
  actor: Actor,
  wish: {
    readonly of?: string | undefined;
    readonly page?: number | undefined;
    readonly size?: number | undefined;
  } = {},
): Promise<OwnCases> {
  const { person } = requireCitizen(actor);
  const legal = await legalPersonsOf(house, house.db, person);
  const companies = legal.map(({ id, name, scope }) => ({ id: id as Id, name, scope }));
  const all = [{ id: person, scope: null }, ...companies];
  const chosen = wish.of === undefined ? all : all.filter(({ id }) => id === (wish.of === "self" ? person : wish.of));
  const size = wish.size ?? 20;
  const { rows, open, total, page } = await readList(house.db, chosen, wish.page ?? 1, size);
  const names = new Map(companies.map(({ id, name }) => [id, name]));
  return {
    cases: await linesOf(house, rows, names),
    open,
    total,
    page,
    pages: Math.max(1, Math.ceil(total / size)),
    companies: companies.map(({ id, name }) => ({ id, name })),
  };
}

interface Row {
  readonly application_id: Id;
  readonly hall: HallCode;
  readonly person_id: Id;
  readonly open: number;
  readonly total: number;
}

interface Chosen {
  readonly id: Id;
  readonly scope: { readonly items?: readonly string[]; readonly halls?: readonly string[] } | null;
}

async function readList(db: Db, chosen: readonly Chosen[], page: number, size: number) {
  const who = chosen.map(({ id, scope }) => ({ person: id, ...(scope ?? {}) }));
  const read = (from: number) =>
    readStatement<Row>(
      db,
      // Primary key (person_id, application_id); a person's cases are few enough to be counted.
      `select c.application_id, c.hall, c.person_id, (count(*) over ())::integer as total,
              (count(*) filter (where c.state <> 'finished') over ())::integer as open
         from jsonb_to_recordset($1::jsonb) as who(person uuid, items jsonb, halls jsonb)
         join application.person_case c on c.person_id = who.person
        where (who.items is null or who.items ? c.item::text) and (who.halls is null or who.halls ? c.hall)
        order by case c.state when 'correcting' then 0 when 'decided' then 1 when 'finished' then 3 else 2 end,
                 c.application_id desc limit $2 offset $3
        /* scatter: a person may act for several companies */`,
      [JSON.stringify(who), size, from],
      { name: "application_own_cases" },
    );
  const rows = chosen.length === 0 ? [] : await read((page - 1) * size);
  // A page beyond the last, of an old address: the first one.
  if (rows.length === 0 && page > 1) return await readList(db, chosen, 1, size);
  return { rows, page, open: rows[0]?.open ?? 0, total: rows[0]?.total ?? 0 };
}

async function linesOf(house: House, rows: readonly Row[], names: ReadonlyMap<Id, string>): Promise<OwnCaseLine[]> {
  const states = new Map<Id, CaseState>();
  for (const hall of new Set(rows.map((row) => row.hall))) {
    const ids = rows.filter((row) => row.hall === hall).map((row) => row.application_id);
    const found = await house.db
      .selectFrom("application.application")
      .select(["id", "facts"])
      .where("hall", "=", hall)
      .where("id", "in", ids)
      .execute();
    for (const { id, facts } of found) states.set(id, facts);
  }
  const lines: OwnCaseLine[] = [];
  for (const { hall, application_id: application, person_id } of rows) {
    const state = states.get(application);
    // The list may lag behind: a case that has gone over to another person is not shown to the former one.
    if (state?.person !== person_id) continue;
    lines.push(await lineOf(house, { hall, application, state, company: names.get(person_id) }));
  }
  return lines;
}

async function lineOf(
  house: House,
  { hall, application, state, company }: Pick<OwnCaseLine, "hall" | "application" | "state" | "company">,
): Promise<OwnCaseLine> {
  const version = await findVersion(house, state.item, state.version);
  if (!version) throw new RangeError(`case ${application} stands on a version that is not there`);
  const nameOf = (reason: string) => house.codes.label("special_reason", reason);
  return {
    hall,
    application,
    number: state.number,
    item: state.item,
    itemName: version.document.taskName,
    company,
    phase: phaseOf(state),
    state,
    waiting: waitingOf(state.tasks, version),
    clocks: clocksOf(clockFactsOf(state, nameOf), house.calendar, house.clock.now()),
  };
}

/** Open tasks in words. */
export function waitingOf(tasks: readonly OpenTask[], { document }: Pick<ItemVersion, "document">): Waiting[] {
  const nodes = document.flow?.nodes ?? [];
  return tasks.map(({ node: key, department, since, claimedBy }) => ({
    node: nodes.find((node) => node.key === key)?.name ?? key,
    department,
    since: new Date(since),
    taken: claimedBy !== null,
  }));
}
