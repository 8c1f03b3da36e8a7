import type { Module } from "../kernel/module/index.ts";
import { subscriptions } from "./jobs.ts";
import { loadShipped } from "./load-shipped.ts";
import { routes } from "./routes.ts";
import { regionTables } from "./tables.ts";
import { regionChanged } from "./topics.ts";

export type { ChangeCommand, Changed, RegionHouse } from "./change-register.ts";
export {
  type ChangeDocument,
  type Division,
  type DivisionChange,
  keysOf,
  levelNames,
  levels,
} from "./division.ts";
export { type Foundation, foundDivision } from "./found-division.ts";
export { forgetHalls, hallsOf } from "./hall-directory.ts";
export { type Hall, type Halls, loadHalls, type TrailStep, trailOf } from "./halls.ts";
export type { ImportReport } from "./import-edition.ts";
export { type LoadReport, loadShipped, seedFolder } from "./load-shipped.ts";
export { type Merger, mergeDivisions } from "./merge-divisions.ts";
export { moveDivision } from "./move-division.ts";
export { hallPath, type NewHall, type OpenedHall, openBranchHall } from "./open-branch-hall.ts";
export {
  ancestorsOf,
  childrenOf,
  countBelow,
  type DivisionHistory,
  descendantsOf,
  divisionsByKey,
  findDivision,
  historyOf,
  type LevelCounts,
  requireDivision,
  treeAsOf,
} from "./queries.ts";
export { recodeDivision } from "./recode-division.ts";
export { renameDivision } from "./rename-division.ts";
export { type Resolution, resolveDivision } from "./resolve.ts";
export { keeperPost, mayKeepRegister } from "./rights.ts";
export { type Site, sitesOf } from "./site-queries.ts";
export { hallServing } from "./sites.ts";
export { type Part, splitDivision } from "./split-division.ts";
export type { ChangeKind, DivisionKey, DivisionKind, Tier } from "./tables.ts";
export { regionChanged } from "./topics.ts";

/** 行政区划与大厅: divisions with their history, halls, stations and points. */
export const region: Module = {
  name: "region",
  tables: regionTables,
  topics: [regionChanged],
  subscriptions,
  routes,
  loadReference: (tx) => loadShipped(tx),
};
