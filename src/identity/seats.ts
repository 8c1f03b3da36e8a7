import { type HallCode, parseHallCode } from "../kernel/codes/index.ts";
import { type Reader, scatter } from "../kernel/db/index.ts";
import type { Seat } from "../kernel/http/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import { type Duty, findPost, postsOf } from "../organization/index.ts";

/** The seats an officer holds now: one for each duty of each post; a post that was closed gives none. */
export async function seatsOf(db: Reader, staffAccount: string): Promise<Seat[]> {
  const rows = await db
    .selectFrom("identity.seat")
    .select(["hall", "post_id"])
    .where("account_id", "=", staffAccount)
    .where("ended_at", "is", null)
    .orderBy("id")
    .execute();
  const seats: Seat[] = [];
  for (const { hall, post_id } of rows) {
    const post = await findPost(db, parseHallCode(hall), parseId(post_id));
    if (!post || post.closed_at !== null) continue;
    const { department } = post;
    seats.push(...post.duties.map((duty) => ({ post: post_id, duty, hall, department: `${department}` })));
  }
  return seats;
}

/** An officer of a hall as its administrator sees him. */
export interface StaffMember {
  readonly account: string;
  readonly name: string;
  readonly hall: string;
  readonly post: string;
  readonly department: string;
  readonly since: Date;
}

/** Who works in a hall, and where. Carried by index seat_hall. */
export async function staffOf(db: Reader, hall: string): Promise<StaffMember[]> {
  const rows = await scatter(
    db
      .selectFrom("identity.seat")
      .select(["account_id", "post_id", "department", "since_at"])
      .where("hall", "=", hall)
      .where("ended_at", "is", null)
      .orderBy("department")
      .orderBy("id")
      .limit(2_000),
    "who works in a hall, for its administrator",
  ).execute();
  const names = await workNames(
    db,
    rows.map((row) => row.account_id),
  );
  return rows.map((row) => ({
    account: row.account_id,
    name: names.get(row.account_id) ?? "",
    hall,
    post: row.post_id,
    department: row.department,
    since: row.since_at,
  }));
}

/** How many officers hold a duty in a hall now. Carried by index seat_hall. */
export async function countHolders(db: Reader, hall: HallCode, duty: Duty): Promise<number> {
  const posts = (await postsOf(db, hall, { duty })).map(({ id }) => id as string);
  if (posts.length === 0) return 0;
  const { held } = await scatter(
    db
      .selectFrom("identity.seat")
      .select((row) => row.fn.count<bigint>("account_id").distinct().as("held"))
      .where("hall", "=", hall)
      .where("post_id", "in", posts)
      .where("ended_at", "is", null),
    "who holds a duty in a hall",
  ).executeTakeFirstOrThrow();
  return Number(held);
}

/** The names of officers as they are shown at work; accounts of the public have none. */
export async function workNames(db: Reader, accounts: readonly string[]): Promise<Map<string, string>> {
  if (accounts.length === 0) return new Map();
  const rows = await scatter(
    db
      .selectFrom("identity.account")
      .select(["account_id", "work_name"])
      .where("account_id", "in", [...new Set(accounts)]),
    "the names of a page of officers",
  ).execute();
  return new Map(rows.flatMap((row) => (row.work_name === null ? [] : [[row.account_id, row.work_name]])));
}
