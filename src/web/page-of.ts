/** One page of a list. */
export interface ListPage<T> {
  readonly rows: readonly T[];
  /** From 1; the last one when a later page was asked for. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
}

/** Cuts one page out of a list. @param wanted from 1. */
export function pageOf<T>(all: readonly T[], wanted: number, perPage: number): ListPage<T> {
  const pages = pagesOf(all.length, perPage);
  const page = Math.min(Math.max(1, wanted), pages);
  return { rows: all.slice((page - 1) * perPage, page * perPage), page, pages };
}

/** How many pages a list makes; at least 1. */
export function pagesOf(total: number, perPage: number): number {
  return Math.max(1, Math.ceil(total / perPage));
}
