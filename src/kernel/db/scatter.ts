import { type Expression, sql } from "kysely";

/**
 * Marks a statement on hall tables that deliberately has no `hall =`: it runs over every machine of a spread-out
 * database, so it belongs in jobs and reports only. The mark is an SQL comment, read by the query lint.
 *
 * @param query any Kysely query; hand-written SQL carries the comment `/* scatter: reason *\/` itself.
 * @param reason one line that a reviewer can agree with; it becomes part of the SQL, so never a value from outside.
 */
export function scatter<T extends { modifyEnd(modifier: Expression<unknown>): T }>(query: T, reason: string): T {
  if (!/^[\p{L}\p{N} ,.:;'()_-]+$/u.test(reason)) throw new RangeError("a scatter reason is one plain line");
  return query.modifyEnd(sql.raw(`/* scatter: ${reason} */`));
}
