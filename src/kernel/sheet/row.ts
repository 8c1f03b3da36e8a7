/** What is to be said about a cell that holds more than its text. */
export type CellMark =
  /** A formula; the text is the value the program kept beside it. */
  | "formula"
  /** A formula without any kept value. */
  | "unvalued"
  /** #REF!, #N/A and the like. */
  | "error"
  /** A number of more digits than a table program keeps: its last ones are zeros. */
  | "rounded"
  /** The text stands in the first cell of a merged block. */
  | "merged";

/** Why a row cannot be read. */
export type RowFault =
  /** A quotation mark that never ends. */
  | "open"
  /** More characters than a row may have. */
  | "tooLong"
  /** Bytes that are no characters. */
  | "encoding";

/** One row of a table. */
export interface TableRow {
  /** The line it begins on, or its number in the sheet; from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly fault: RowFault | undefined;
  /** By index of the cell; absent where nothing is to be said. */
  readonly marks?: ReadonlyMap<number, CellMark>;
}

/** Most characters of a row; the longest real guide has some 20,000. */
export const mostRowCharacters = 1_000_000;
/** Most cells of a row, as many as Excel has columns. */
export const mostCells = 16_384;
