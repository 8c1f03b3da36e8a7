import { type QueueEntry, seenOf } from "../../../application/index.ts";
import { findVersion } from "../../../catalogue/index.ts";
import { workNames } from "../../../identity/index.ts";
import { dayOf, formatDate } from "../../../kernel/calendar/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import { type DeskLimits, deskLimits } from "../limits.ts";
import { deskNames, type Officer } from "../officer.ts";
import { caseHref } from "../paths.ts";

/** One task of the queue as its row shows it. */
export interface DeskRow {
  /** `hall.application.token`: what its tick sends. */
  readonly key: string;
  readonly number: string;
  readonly href: string;
  readonly item: string;
  readonly applicant: string;
  /** 环节. */
  readonly node: string;
  /** Who holds it, and since when. */
  readonly holder: string;
  readonly since: string;
  readonly limits: DeskLimits;
  /** What an act on it has to bring. */
  readonly seen: string;
}

/** Rows of entries: names in one batched query each, whatever the number. */
export async function rowsOf(house: House, officer: Officer, entries: readonly QueueEntry[]): Promise<DeskRow[]> {
  const holders = entries.flatMap(({ claimedBy }) => (claimedBy === null ? [] : [claimedBy]));
  const names = await workNames(house.db, holders.filter(isAccount));
  return await Promise.all(
    entries.map(async (entry): Promise<DeskRow> => {
      const { hall, application, token, number, applicantLabel, state, claimedBy, openedAt } = entry;
      const version = await findVersion(house, entry.item, entry.version);
      if (!version) throw new RangeError(`case ${application} stands on a version that is not there`);
      const { document } = version;
      const since = formatDate(dayOf(openedAt));
      const who = claimedBy === officer.id ? "您" : claimedBy === null ? "待认领" : (names.get(claimedBy) ?? "同事");
      return {
        key: `${hall}.${application}.${token}`,
        number,
        href: caseHref({ hall, application }, { token: `${token}` }),
        item: document.taskName,
        applicant: applicantLabel,
        node: document.flow?.nodes.find(({ key }) => key === entry.node)?.name ?? deskNames[entry.duty] ?? entry.node,
        holder: who,
        since: `${since}起`,
        limits: deskLimits(house, state, document, token),
        seen: seenOf(entry),
      };
    }),
  );
}

/** What first ends stands first; what stands still comes last, the longest waiting first. */
export function mostUrgentFirst(one: DeskRow, other: DeskRow): number {
  const [a, b] = [one.limits.dueAt, other.limits.dueAt];
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Accounts are uuids; a system's or a test's name has no work name to look up. */
function isAccount(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}
