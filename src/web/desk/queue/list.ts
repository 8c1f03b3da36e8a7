import { longestWaiting, officerQueue, type SeatPlace, searchQueue } from "../../../application/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import { deskSeats, type Officer, seatKey } from "../officer.ts";
import { type DeskRow, mostUrgentFirst, rowsOf } from "./rows.ts";

/** Which part of the queue somebody wants to see. */
export interface QueueWish {
  /** `seatKey` of one seat; all when absent or not his. */
  readonly seat?: string | undefined;
  readonly claimed?: "mine" | "free" | undefined;
  /** `new`: as they came, newest first; else by due day. */
  readonly order?: "new" | undefined;
  /** Words of an item, an applicant or a number. */
  readonly q?: string | undefined;
  /** Of the list by time: `next` of the page before. */
  readonly after?: string | undefined;
  /** Of the list by due day: from 1. */
  readonly page?: number | undefined;
}

/** A page of the queue. */
export interface QueueList {
  readonly rows: readonly DeskRow[];
  /** What the next page is asked with; undefined on the last. */
  readonly next: QueueWish | undefined;
  /** More waits than is looked through by due day or by words. */
  readonly isCut: boolean;
}

const perPage = 20;

/** A page of what waits: by time with a cursor, by due day out of those that have waited longest, by words out of all. */
export async function listQueue(house: House, officer: Officer, wish: QueueWish): Promise<QueueList> {
  const { claimed } = wish;
  const desk = { ...officer, seats: deskSeats(officer) };
  const seat: SeatPlace | undefined = desk.seats.find((one) => seatKey(one) === wish.seat);
  const words = wish.q?.trim() ?? "";
  if (wish.order === "new" && words === "") {
    const { entries, next } = await officerQueue(house, desk, { seat, claimed, after: wish.after, size: perPage });
    const rows = await rowsOf(house, officer, entries);
    return { rows, next: next === undefined ? undefined : { ...wish, after: next }, isCut: false };
  }
  const filter = { seat, claimed };
  const waiting =
    words === "" ? await longestWaiting(house, desk, filter) : await searchQueue(house, desk, words, filter);
  const all = await rowsOf(house, officer, waiting.entries);
  all.sort(mostUrgentFirst);
  const page = wish.page ?? 1;
  const rows = all.slice((page - 1) * perPage, page * perPage);
  const isLast = all.length <= page * perPage;
  return { rows, next: isLast ? undefined : { ...wish, page: page + 1 }, isCut: waiting.isCut };
}
