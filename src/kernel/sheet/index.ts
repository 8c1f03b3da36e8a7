export { type IsHeader, mostRowsAbove, type OpenTable } from "./csv-read.ts";
export { writeCsv } from "./csv-write.ts";
export { mostXlsxBytes, openTable, type TableFormat, upTo } from "./open-table.ts";
export { type CellMark, mostRowCharacters, type RowFault, type TableRow } from "./row.ts";
export { mostCellCharacters, type WrittenSheet, writeXlsx } from "./xlsx-write.ts";
