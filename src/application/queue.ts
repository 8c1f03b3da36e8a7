import type { HallCode } from "../kernel/codes/index.ts";
import { readStatement } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor, Seat } from "../kernel/http/index.ts";
import { type Id, isId } from "../kernel/ids/index.ts";
import { writeSeenText } from "./seen.ts";
import type { CaseState, Phase } from "./state.ts";

/** One task in an officer's list. */
export interface QueueEntry {
  readonly hall: HallCode;
  readonly application: Id;
  readonly token: number;
  readonly node: string;
  readonly duty: string;
  readonly department: string;
  readonly openedAt: Date;
  readonly claimedBy: string | null;
  readonly number: string;
  readonly item: Id;
  readonly version: number;
  /** Masked for a natural person. */
  readonly applicantLabel: string;
  readonly revision: number;
  readonly phase: Phase;
  readonly submittedAt: Date;
  /** The state as text: what an act has to bring (`seenOf`). */
  readonly facts: string;
  /** Read from `facts` when it is asked for: a list that shows no clocks need not. */
  readonly state: CaseState;
}

/** A page of a queue. */
export interface QueuePage {
  readonly entries: readonly QueueEntry[];
  /** To be given as `after` for the next page; undefined on the last. */
  readonly next: string | undefined;
}

export interface QueueFilter {
  /** Only this seat's; all seats of the officer when absent. */
  readonly seat?: SeatPlace | undefined;
  /** Only what the officer has taken, or only what nobody has. */
  readonly claimed?: "mine" | "free" | undefined;
  readonly after?: string | undefined;
  /** 1 to 100; 20 when absent. */
  readonly size?: number | undefined;
}

export interface QueueRow {
  application_id: Id;
  token: number;
  node: string;
  opened_at: Date;
  claimed_by: string | null;
  number: string;
  item: Id;
  item_version: number;
  applicant_label: string;
  revision: number;
  state: Phase;
  submitted_at: Date;
  facts: string;
}

/**
 * What waits for an officer (待办), newest first: the tasks of his duties in his departments, nobody else's. One prepared
 * statement for each seat.
 *
 * @throws HallError `application/bad-cursor` (invalid), `application/not-your-duty` (forbidden) for a seat that is not his.
 */
export async function officerQueue(house: House, actor: Actor, filter: QueueFilter = {}): Promise<QueuePage> {
  const size = filter.size ?? 20;
  const from = filter.after === undefined ? newest : readCursor(filter.after);
  const seats = queuesOf(actor, filter.seat);
  const rows = rowsRead.find((count) => count > size) ?? 101;
  const pages = await Promise.all(seats.map((seat) => pageOfSeat(house, actor, seat, filter.claimed, from, rows)));
  const all = pages.flat().sort(newestFirst);
  const entries = all.slice(0, size);
  const last = all.length > size ? entries.at(-1) : undefined;
  return { entries, next: last && writeCursor(last) };
}

/** What an act on an entry of the list has to bring. */
export function seenOf({ revision, facts }: Pick<QueueEntry, "revision" | "facts">): string {
  return writeSeenText(revision, facts);
}

/** What a line of a queue needs, for `entryOf`; the `where` follows. */
export const selectEntries = `select t.application_id, t.token, t.node, t.opened_at, t.claimed_by,
            a.number, a.item, a.item_version, a.applicant_label, a.revision, a.state, a.submitted_at,
            a.facts::text as facts
       from application.task t
       join application.application a on a.hall = t.hall and a.id = t.application_id`;

const conditions = {
  all: { name: "application_queue", text: "and $7::text is not null" },
  mine: { name: "application_queue_mine", text: "and t.claimed_by = $7::text" },
  free: { name: "application_queue_free", text: "and t.claimed_by is null and $7::text is not null" },
} as const;

/**
 * How many rows a statement reads: one more than a page has. The number stands in the text: for a limit that comes as a parameter the
 * planner cannot tell how few rows are wanted, and plans anew every time (a third of the statement's time).
 */
const rowsRead = [21, 51, 101] as const;
type RowsRead = (typeof rowsRead)[number];

/** Index task_queue, read backwards; the cases by primary key. */
async function pageOfSeat(
  house: House,
  actor: Actor,
  { hall, department, duty }: SeatPlace,
  claimed: "mine" | "free" | undefined,
  from: Cursor,
  rows: RowsRead,
): Promise<QueueEntry[]> {
  const { name, text } = conditions[claimed ?? "all"];
  const found = await readStatement<QueueRow>(
    house.db,
    `${selectEntries}
      where t.hall = $1 and t.department = $2 and t.duty = $3
        and (t.opened_at, t.application_id, t.token) < ($4::timestamptz, $5::uuid, $6::integer) ${text}
      order by t.opened_at desc, t.application_id desc, t.token desc
      limit ${rows}`,
    [hall, department, duty, from.at, from.application, from.token, actor.id],
    { name: `${name}_${rows}` },
  );
  return found.map((row) => entryOf({ hall, department, duty }, row));
}

/** A row of a seat's queue as a value. */
export function entryOf({ hall, department, duty }: SeatPlace, row: QueueRow): QueueEntry {
  let state: CaseState | undefined;
  return {
    hall: hall as HallCode,
    application: row.application_id,
    token: row.token,
    node: row.node,
    duty,
    department,
    openedAt: row.opened_at,
    claimedBy: row.claimed_by,
    number: row.number,
    item: row.item,
    version: row.item_version,
    applicantLabel: row.applicant_label,
    revision: row.revision,
    phase: row.state,
    submittedAt: row.submitted_at,
    facts: row.facts,
    get state() {
      state ??= JSON.parse(row.facts) as CaseState;
      return state;
    },
  };
}

/** A duty in a department of a hall: whose queue it is. */
export type SeatPlace = Pick<Seat, "hall" | "department" | "duty">;

/** The queues of an officer, each once. @throws HallError `application/not-your-duty` (forbidden) for one that is not his. */
export function queuesOf(actor: Actor, wanted?: SeatPlace): SeatPlace[] {
  const own = actor.kind === "staff" ? actor.seats : [];
  const keyOf = ({ hall, department, duty }: SeatPlace) => JSON.stringify([hall, department, duty]);
  const seats = new Map(own.map((seat) => [keyOf(seat), seat]));
  if (!wanted) return [...seats.values()];
  const seat = seats.get(keyOf(wanted));
  if (!seat) throw new HallError("forbidden", "application/not-your-duty", "这不是您的岗位");
  return [seat];
}

interface Cursor {
  readonly at: string;
  readonly application: string;
  readonly token: number;
}

/** Before everything that can come. */
const newest: Cursor = { at: "infinity", application: "ffffffff-ffff-ffff-ffff-ffffffffffff", token: 2_147_483_647 };

function newestFirst(a: QueueEntry, b: QueueEntry): number {
  return (
    b.openedAt.getTime() - a.openedAt.getTime() ||
    (a.application < b.application ? 1 : a.application > b.application ? -1 : b.token - a.token)
  );
}

function writeCursor({ openedAt, application, token }: QueueEntry): string {
  return Buffer.from(`${openedAt.toISOString()} ${application} ${token}`).toString("base64url");
}

function readCursor(text: string): Cursor {
  const [at = "", application = "", token = ""] = Buffer.from(text, "base64url").toString().split(" ");
  if (
    /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) &&
    !Number.isNaN(Date.parse(at)) &&
    isId(application) &&
    /^\d{1,9}$/.test(token)
  ) {
    return { at, application, token: Number(token) };
  }
  throw new HallError("invalid", "application/bad-cursor", "翻页的位置不对，请从第一页看起");
}
