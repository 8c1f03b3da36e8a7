export { Columns, type ColumnsData } from "./columns.tsx";
export { ChartTable, type DataTable } from "./data-table.tsx";
export { LawAndPromise, type LawAndPromiseData } from "./law-and-promise.tsx";
export { type MultiplesData, SmallMultiples } from "./multiples.tsx";
export { numberWord, withUnit } from "./numbers.ts";
export { Ranking, type RankingData } from "./ranking.tsx";
export { type ShareData, ShareStrip } from "./share.tsx";
export { type Measured, meetsTarget, TargetBar } from "./target-bar.tsx";
export { Trend, type TrendData } from "./trend.tsx";
