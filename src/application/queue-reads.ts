import { findVersion } from "../catalogue/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { readStatement } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { isCaseNumber, parseCaseNumber } from "./numbers.ts";
import {
  entryOf,
  type QueueEntry,
  type QueueFilter,
  type QueueRow,
  queuesOf,
  type SeatPlace,
  selectEntries,
} from "./queue.ts";
import { readStanding } from "./read-case.ts";
import { mayRead } from "./rights.ts";

/** How much waits at a seat; each number goes up to `most` and then stays there. */
export interface QueueCount extends SeatPlace {
  readonly all: number;
  readonly mine: number;
  readonly free: number;
}

/** Beyond this a list says “999+”: nobody plans his day by the difference, and counting further costs. */
const most = 999;

/** How much waits at each seat of an officer. One statement for each; index task_queue, at most `most` rows. */
export async function countQueue(house: House, actor: Actor): Promise<QueueCount[]> {
  return await Promise.all(
    queuesOf(actor).map(async (seat) => {
      const [row] = await readStatement<{ all: number; mine: number; free: number }>(
        house.db,
        `select count(*)::integer as "all", (count(*) filter (where claimed_by = $4))::integer as mine,
                (count(*) filter (where claimed_by is null))::integer as free
           from (select claimed_by from application.task
                  where hall = $1 and department = $2 and duty = $3 limit ${most}) as open`,
        [seat.hall, seat.department, seat.duty, actor.id],
        { name: "application_queue_count" },
      );
      return { ...seat, all: row?.all ?? 0, mine: row?.mine ?? 0, free: row?.free ?? 0 };
    }),
  );
}

/** What is looked through when a list is put in order of due days, which are computed and stored nowhere. */
const window = 300;

/**
 * The tasks that have waited longest, for lists in another order than that of time.
 *
 * @returns at most 300 of each seat; `isCut` says that there are more.
 * @throws HallError `application/not-your-duty` (forbidden) for a seat that is not his.
 */
export async function longestWaiting(
  house: House,
  actor: Actor,
  filter: Pick<QueueFilter, "seat" | "claimed"> = {},
): Promise<{ entries: QueueEntry[]; isCut: boolean }> {
  const pages = await Promise.all(
    queuesOf(actor, filter.seat).map((seat) => longestOfSeat(house, actor, seat, filter)),
  );
  const isCut = pages.some(({ length }) => length > window);
  return { entries: pages.flatMap((page) => page.slice(0, window)), isCut };
}

const conditions = {
  all: { name: "application_waiting", text: "and $4::text is not null" },
  mine: { name: "application_waiting_mine", text: "and t.claimed_by = $4::text" },
  free: { name: "application_waiting_free", text: "and t.claimed_by is null and $4::text is not null" },
} as const;

/** Index task_queue, forwards; the cases by primary key. */
async function longestOfSeat(
  house: House,
  actor: Actor,
  seat: SeatPlace,
  { claimed }: Pick<QueueFilter, "claimed">,
): Promise<QueueEntry[]> {
  const { name, text } = conditions[claimed ?? "all"];
  const rows = await readStatement<QueueRow>(
    house.db,
    `${selectEntries}
      where t.hall = $1 and t.department = $2 and t.duty = $3 ${text}
      order by t.opened_at, t.application_id, t.token
      limit ${window + 1}`,
    [seat.hall, seat.department, seat.duty, actor.id],
    { name },
  );
  return rows.map((row) => entryOf(seat, row));
}

/**
 * The tasks of an officer whose item, applicant or number has these words, the longest waiting first, out of all that waits.
 *
 * @returns at most 300 of each seat; `isCut` says that there are more.
 * @throws HallError `application/not-your-duty` (forbidden) for a seat that is not his.
 */
export async function searchQueue(
  house: House,
  actor: Actor,
  words: string,
  filter: Pick<QueueFilter, "seat" | "claimed"> = {},
): Promise<{ entries: QueueEntry[]; isCut: boolean }> {
  const seats = queuesOf(actor, filter.seat);
  const pages = await Promise.all(seats.map((seat) => foundAtSeat(house, actor, seat, words, filter)));
  const isCut = pages.some(({ length }) => length > window);
  return { entries: pages.flatMap((page) => page.slice(0, window)), isCut };
}

const sought = {
  all: { name: "application_sought", text: "and $7::text is not null" },
  mine: { name: "application_sought_mine", text: "and t.claimed_by = $7::text" },
  free: { name: "application_sought_free", text: "and t.claimed_by is null and $7::text is not null" },
} as const;

/** A seat has few different items: their names are looked through here, everything else by the database. Index task_queue. */
async function foundAtSeat(
  house: House,
  actor: Actor,
  seat: SeatPlace,
  words: string,
  { claimed }: Pick<QueueFilter, "claimed">,
): Promise<QueueEntry[]> {
  const place = [seat.hall, seat.department, seat.duty];
  const items = await readStatement<{ item: Id; item_version: number }>(
    house.db,
    `select distinct a.item, a.item_version
       from application.task t
       join application.application a on a.hall = t.hall and a.id = t.application_id
      where t.hall = $1 and t.department = $2 and t.duty = $3`,
    place,
    { name: "application_queue_items" },
  );
  const versions = await Promise.all(items.map((one) => findVersion(house, one.item, one.item_version)));
  const named = items.filter((_, at) => versions[at]?.document.taskName.includes(words));
  const { name, text } = sought[claimed ?? "all"];
  const rows = await readStatement<QueueRow>(
    house.db,
    `${selectEntries}
      where t.hall = $1 and t.department = $2 and t.duty = $3 ${text}
        and (strpos(a.applicant_label, $4) > 0 or strpos(a.number, $4) > 0
          or (a.item, a.item_version) in (select * from unnest($5::uuid[], $6::integer[])))
      order by t.opened_at, t.application_id, t.token
      limit ${window + 1}`,
    [...place, words, named.map(({ item }) => item), named.map((one) => one.item_version), actor.id],
    { name },
  );
  return rows.map((row) => entryOf(seat, row));
}

/** The case of a number as typed, when the officer may read it; one mistyped, unknown or foreign leads nowhere. Index application_number. */
export async function findByNumber(
  house: House,
  actor: Actor,
  typed: string,
): Promise<{ hall: HallCode; application: Id } | undefined> {
  const text = typed.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  if (!isCaseNumber(text)) return undefined;
  const { number, hall } = parseCaseNumber(text);
  const row = await house.db
    .selectFrom("application.application")
    .select("id")
    .where("hall", "=", hall)
    .where("number", "=", number)
    .executeTakeFirst();
  const standing = row && (await readStanding(house.db, hall, row.id));
  return standing && mayRead(actor, hall, standing.state) ? { hall, application: standing.id } : undefined;
}
