import { createHash } from "node:crypto";
import { type Day, dayOf } from "../kernel/calendar/index.ts";
import { type HallCode, parseHallCode } from "../kernel/codes/index.ts";
import { type Db, runStatement } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { isMod3736, mod3736CheckCharacter } from "../kernel/ids/index.ts";

/** So many serials are leased at once: a process that ends loses at most these, and numbers may have gaps. */
const blockSize = 50;
/** Six digits. */
const greatestSerial = 999_999;

/** The serials a process holds, for one hall, body and day. */
interface Block {
  next: number;
  end: number;
}
const blocks = new WeakMap<Db, Map<string, Promise<Block>>>();

/**
 * The next 办件编号: division 6, organization 9, day yyMMdd, serial 6, check character by ISO 7064 MOD 37,36.
 *
 * One round trip for every `blockSize` numbers; the others come from the memory of the process. Never given twice, over all
 * processes; gaps are no fault.
 *
 * @param org nine capital letters and digits (`orgPartOf`).
 * @throws HallError `application/numbers-used-up` (unavailable) after 999,999 of one body on one day.
 * @source field-dictionary 2 (ours)
 */
export async function nextNumber(house: Pick<House, "db" | "clock">, hall: HallCode, org: string): Promise<string> {
  const day = dayOf(house.clock.now());
  const serial = await nextSerial(house.db, hall, org, day);
  return caseNumber(hall, org, day, serial);
}

/** The number of a serial. */
export function caseNumber(hall: HallCode, org: string, day: Day, serial: number): string {
  const text = `${hall}${org}${day.slice(2).replaceAll("-", "")}${String(serial).padStart(6, "0")}`;
  return text + mod3736CheckCharacter(text);
}

/** Takes many serials of a day at once, for cases that are written in bulk. @returns the first of them. @throws as `nextNumber`. */
export async function takeSerials(db: Db, hall: HallCode, org: string, day: Day, count: number): Promise<number> {
  const block = await lease(db, hall, org, day, count);
  if (block.end - block.next < count) throw numbersUsedUp();
  return block.next;
}

/** Whether the text is a case number: 28 characters with a right check character. */
export function isCaseNumber(text: string): boolean {
  return /^[0-9]{6}[0-9A-Z]{9}[0-9]{12}[0-9A-Z]$/.test(text) && isMod3736(text);
}

/**
 * A number as people type it: blanks and hyphens forgiven, small letters too.
 *
 * @returns the number and the hall it names.
 * @throws HallError `application/bad-number` (invalid).
 */
export function parseCaseNumber(typed: string): { number: string; hall: HallCode } {
  const number = typed.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  if (!isCaseNumber(number)) {
    throw new HallError("invalid", "application/bad-number", "办件编号不对，请核对回执上的 28 位编号", {
      fields: { number: "办件编号是 28 位，请核对回执" },
    });
  }
  return { number, hall: parseHallCode(number.slice(0, 6)) };
}

/** The nine characters that stand for a body: of its credit code, or made from its key where it has none. */
export function orgPartOf(department: { readonly key: string; readonly uscc: string | undefined }): string {
  if (department.uscc && /^[0-9A-Z]{18}$/.test(department.uscc)) return department.uscc.slice(8, 17);
  const digest = createHash("sha256").update(department.key).digest();
  // Z begins no organization code, so these never meet a real one.
  return `Z${digest.readBigUInt64BE().toString(36).toUpperCase().padStart(8, "0").slice(-8)}`;
}

async function nextSerial(db: Db, hall: HallCode, org: string, day: Day): Promise<number> {
  let held = blocks.get(db);
  if (!held) {
    held = new Map();
    blocks.set(db, held);
  }
  const key = `${hall} ${org} ${day}`;
  for (;;) {
    const known = held.get(key);
    const block = known && (await known);
    if (block && block.next < block.end) {
      block.next += 1;
      return block.next - 1;
    }
    // Many may wait for one lease; the first who finds the block used up asks for the next.
    if (held.get(key) === known) {
      const leased = lease(db, hall, org, day);
      held.set(key, leased);
      leased.catch(() => held.delete(key));
      forgetOtherDays(held, day);
    }
  }
}

async function lease(db: Db, hall: HallCode, org: string, day: Day, count = blockSize): Promise<Block> {
  const [row] = await runStatement<{ next_serial: number }>(
    db,
    `insert into application.serial_block (hall, org, day, next_serial) values ($1, $2, $3, 1 + $4::integer)
     on conflict (hall, org, day) do update set next_serial = serial_block.next_serial + $4::integer
     returning next_serial`,
    [hall, org, day, count],
    { name: "application_lease_serials" },
  );
  const end = row?.next_serial ?? 0;
  if (end - count > greatestSerial) {
    throw numbersUsedUp();
  }
  return { next: end - count, end: Math.min(end, greatestSerial + 1) };
}

function numbersUsedUp(): HallError {
  return new HallError("unavailable", "application/numbers-used-up", "今天的办件编号已经用完，请明天再来");
}

function forgetOtherDays(held: Map<string, Promise<Block>>, day: Day): void {
  for (const key of held.keys()) if (!key.endsWith(day)) held.delete(key);
}
