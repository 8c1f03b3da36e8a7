import { isHallCode, parseHallCode, upperDivisions } from "../kernel/codes/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor, Seat } from "../kernel/http/index.ts";

/** Duties whose work needs the personal data of applicants. */
const caseDuties: ReadonlySet<string> = new Set([
  "window-officer",
  "first-examiner",
  "reviewer",
  "co-reviewer",
  "inspector",
  "approver",
  "issuer",
  "archivist",
]);

/** A right, as one sentence and as the rule behind it; a test holds every act against this list. */
export interface Right<Object> {
  readonly sentence: string;
  may(actor: Actor, object: Object): boolean;
}

const right = <Object>(sentence: string, may: Right<Object>["may"]): Right<Object> => ({ sentence, may });

/** All rights of this module. */
export const rights = {
  ownAccount: right<{ account: string }>(
    "本人管理自己的账号：设备、密码、手机号、第二道验证、查阅记录。",
    (actor, { account }) => (actor.kind === "citizen" || actor.kind === "staff") && actor.id === account,
  ),
  ownData: right<{ person: string }>(
    "本人看自己的信息；代法人办事时看这个法人的信息。",
    (actor, { person }) => actor.kind === "citizen" && (actor.person === person || actor.actingFor === person),
  ),
  readPersonalData: right<{ hall: string | undefined }>(
    "经办岗位的工作人员因办件查看申请人的信息，每次都留下本人能看到的记录。",
    (actor, { hall }) => actor.kind === "staff" && seatFor(actor, hall, caseDuties) !== undefined,
  ),
  confirmAtCounter: right<{ hall: string }>(
    "本大厅的窗口人员当面核验身份、登记来人、撤销核验。",
    (actor, { hall }) => actor.kind === "staff" && seatFor(actor, hall, new Set(["window-officer"])) !== undefined,
  ),
  manageStaff: right<{ hall: string }>(
    "本大厅或上级大厅的大厅管理员录用、任免工作人员，重置第二道验证；第一位由系统任命。",
    (actor, { hall }) => actor.kind === "system" || (actor.kind === "staff" && administers(actor.seats, hall)),
  ),
  proveOneself: right<undefined>("登录的公众本人做实名核验。", (actor) => actor.kind === "citizen"),
  grantMandate: right<{ legalPerson: string; role: string | undefined }>(
    "法定代表人为自己的法人授权和撤销代理人。",
    (actor, { legalPerson, role }) =>
      actor.kind === "citizen" && role === "representative" && (actor.actingFor ?? legalPerson) === legalPerson,
  ),
} as const;

/** The actor's seat with one of the duties in a hall; without a hall, any. */
export function seatFor(
  actor: Extract<Actor, { kind: "staff" }>,
  hall: string | undefined,
  wanted: ReadonlySet<string> = caseDuties,
): Seat | undefined {
  return actor.seats.find((seat) => wanted.has(seat.duty) && (hall === undefined || seat.hall === hall));
}

function administers(seats: readonly Seat[], hall: string): boolean {
  if (!isHallCode(hall)) return false;
  const halls: readonly string[] = [hall, ...upperDivisions(parseHallCode(hall))];
  return seats.some((seat) => seat.duty === "hall-administrator" && halls.includes(seat.hall));
}

/** @throws HallError `identity/not-administrator` (forbidden). */
export function requireMayManageStaff(actor: Actor, hall: string): void {
  if (!rights.manageStaff.may(actor, { hall })) {
    throw new HallError("forbidden", "identity/not-administrator", "只有本大厅或上级大厅的管理员可以任免工作人员");
  }
}

/** @throws HallError `identity/not-window-officer` (forbidden). */
export function requireMayConfirm(actor: Actor, hall: string): void {
  if (!rights.confirmAtCounter.may(actor, { hall })) {
    throw new HallError("forbidden", "identity/not-window-officer", "只有本大厅的窗口人员可以办理");
  }
}

/** The citizen who acts. @throws HallError `identity/not-citizen` (forbidden), `kernel/sign-in-needed` (forbidden). */
export function requireCitizen(actor: Actor): Extract<Actor, { kind: "citizen" }> {
  if (actor.kind === "citizen") return actor;
  if (actor.kind === "anonymous") throw new HallError("forbidden", "kernel/sign-in-needed", "请先登录");
  throw new HallError("forbidden", "identity/not-citizen", "请用个人账号登录后再办理");
}
