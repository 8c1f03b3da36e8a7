import type { HallCode } from "../kernel/codes/index.ts";
import type { Reader, Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import { hallServing } from "../region/index.ts";
import { type Duty, isDuty } from "./duties.ts";
import { requireDepartment } from "./queries.ts";
import { parseName } from "./register-department.ts";
import { requireKeeper } from "./rights.ts";
import type { DepartmentKey, OfficeRow, PostRow } from "./tables.ts";
import { postClosed } from "./topics.ts";
import type { OrganizationHouse } from "./write.ts";

/** Where a department works: its hall. */
async function workplace(tx: Tx, department: string): Promise<{ hall: HallCode; key: DepartmentKey }> {
  const { key, division, state, name } = await requireDepartment(tx, department);
  if (state === "ended")
    throw new HallError("conflict", "organization/department-ended", `${name}已经撤销`, { department });
  const hall = await hallServing(tx, division);
  if (!hall) throw new HallError("not-found", "organization/no-hall", "部门所在地还没有大厅");
  return { hall, key };
}

/**
 * Adds an office (处室、科室) to a department.
 *
 * @throws HallError `organization/name-taken` (conflict), `organization/bad-name` (invalid), `organization/not-keeper` (forbidden), `organization/no-department`, `organization/no-hall` (not-found).
 */
export async function addOffice(
  house: OrganizationHouse,
  tx: Tx,
  actor: Actor,
  command: { department: string; name: string },
): Promise<{ hall: HallCode; id: Id }> {
  requireKeeper(actor);
  const name = parseName(command.name);
  const { hall, key } = await workplace(tx, command.department);
  const others = await officesOf(tx, hall, key);
  refuseTaken(others, name);
  const id = newId(house.clock);
  const position = Math.max(-1, ...others.map((one) => one.position)) + 1;
  const opened_at = house.clock.now();
  await tx
    .insertInto("organization.office")
    .values({ hall, id, department: key, name, position, opened_at, closed_at: null })
    .execute();
  return { hall, id };
}

/**
 * Adds a post (岗位): a seat with duties. Who sits on it, identity knows.
 *
 * @param command.duties at least one key of `duties`.
 * @throws HallError `organization/bad-duties` (invalid), `organization/no-office` (not-found); as `addOffice`.
 */
export async function addPost(
  house: OrganizationHouse,
  tx: Tx,
  actor: Actor,
  command: { department: string; office?: Id | undefined; name: string; duties: readonly string[] },
): Promise<{ hall: HallCode; id: Id }> {
  requireKeeper(actor);
  const name = parseName(command.name);
  const duties = parseDuties(command.duties);
  const { hall, key } = await workplace(tx, command.department);
  if (command.office !== undefined && !(await officesOf(tx, hall, key)).some(({ id }) => id === command.office)) {
    throw new HallError("not-found", "organization/no-office", "这个部门没有这个处室", { office: command.office });
  }
  refuseTaken(await postsOf(tx, hall, { department: key }), name);
  const id = newId(house.clock);
  const facts = { name, duties, opened_at: house.clock.now(), closed_at: null };
  await tx
    .insertInto("organization.post")
    .values({ hall, id, department: key, office_id: command.office ?? null, ...facts })
    .execute();
  return { hall, id };
}

/**
 * Closes a post; its history stays, and the news ends the seats on it.
 *
 * @throws HallError `organization/no-post` (not-found), `organization/not-keeper` (forbidden).
 */
export async function closePost(
  house: OrganizationHouse,
  tx: Tx,
  actor: Actor,
  command: { hall: HallCode; post: Id },
): Promise<void> {
  requireKeeper(actor);
  const closed = await tx
    .updateTable("organization.post")
    .set({ closed_at: house.clock.now() })
    .where("hall", "=", command.hall)
    .where("id", "=", command.post)
    .where("closed_at", "is", null)
    .returning("department")
    .executeTakeFirst();
  if (!closed) throw new HallError("not-found", "organization/no-post", "没有这个岗位");
  const payload = { hall: command.hall, post: command.post, department: `${closed.department}` };
  await house.outbox.publish(tx, { hall: command.hall, topic: postClosed, payload });
}

/** The offices of a department, in their order. */
export async function officesOf(db: Reader, hall: HallCode, department: DepartmentKey): Promise<OfficeRow[]> {
  return await db
    .selectFrom("organization.office")
    .selectAll()
    .where("hall", "=", hall)
    .where("department", "=", department)
    .where("closed_at", "is", null)
    .orderBy("position")
    .execute();
}

/** The open posts of a hall, narrowed to a department or a duty. */
export async function postsOf(
  db: Reader,
  hall: HallCode,
  only: { department?: DepartmentKey; duty?: Duty } = {},
): Promise<PostRow[]> {
  let query = db.selectFrom("organization.post").selectAll().where("hall", "=", hall).where("closed_at", "is", null);
  if (only.department !== undefined) query = query.where("department", "=", only.department);
  const rows = await query.orderBy("department").orderBy("id").execute();
  const { duty } = only;
  return duty === undefined ? rows : rows.filter(({ duties }) => duties.includes(duty));
}

/** One post, closed ones too. */
export async function findPost(db: Reader, hall: HallCode, post: Id): Promise<PostRow | undefined> {
  return await db
    .selectFrom("organization.post")
    .selectAll()
    .where("hall", "=", hall)
    .where("id", "=", post)
    .executeTakeFirst();
}

function parseDuties(given: readonly string[]): Duty[] {
  const known = [...new Set(given)].filter(isDuty);
  if (known.length > 0 && known.length === new Set(given).size) return known;
  throw new HallError("invalid", "organization/bad-duties", "岗位要有职责，并且职责要在目录里", {
    fields: { duties: "请从职责目录里选择" },
  });
}

function refuseTaken(others: readonly { name: string }[], name: string): void {
  if (!others.some((one) => one.name === name)) return;
  throw new HallError("conflict", "organization/name-taken", "这里已经有同名的", { fields: { name: "已经有同名的" } });
}
