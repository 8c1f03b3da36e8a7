import { workNames } from "../../../identity/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import { isId } from "../../../kernel/ids/index.ts";
import { departmentNames } from "../department-names.ts";
import type { DeskCase } from "./load.ts";

/** Names of whoever acts in a case. */
export interface CaseNames {
  /** Short name of a department. */
  department(key: string): string;
  /** Work name of an officer; empty where he has none. */
  officer(account: string): string;
}

/** All names of a page in two queries. */
export async function namesFor(
  house: House,
  { view, journal }: Pick<DeskCase, "view" | "journal">,
): Promise<CaseNames> {
  const accounts = [
    ...journal.flatMap(({ by }) => (by.kind === "staff" ? [by.id] : [])),
    ...view.tasks.flatMap(({ claimedBy }) => (claimedBy === null ? [] : [claimedBy])),
  ];
  const [department, officers] = await Promise.all([
    departmentNames(house, [view.state.department, ...view.state.departments]),
    workNames(house.db, accounts.filter(isId)),
  ]);
  return { department, officer: (account) => officers.get(account) ?? "" };
}
