import type { CellMark } from "./row.ts";
import { unescaped, type Workbook } from "./xlsx-parts.ts";

/** A cell as its sheet has it. */
export interface RawCell {
  /** s shared, inlineStr, str of a formula, b, e, d, n; n when absent. */
  readonly type: string;
  readonly style: number;
  readonly value: string;
  /** Text of `<is>`. */
  readonly inline: string;
  readonly hasFormula: boolean;
}

/** What a cell says as text. */
export function textOfCell(book: Workbook, cell: RawCell): { text: string; mark: CellMark | undefined } {
  const { type, value, hasFormula } = cell;
  if (hasFormula && value === "" && cell.inline === "") return { text: "", mark: "unvalued" };
  const plain = hasFormula ? ("formula" as const) : undefined;
  if (type === "s") return { text: book.shared[Number(value)] ?? "", mark: plain };
  if (type === "inlineStr") return { text: unescaped(cell.inline), mark: plain };
  if (type === "str") return { text: unescaped(value), mark: plain };
  if (type === "b") return { text: value === "1" ? "是" : "否", mark: plain };
  if (type === "e") return { text: value, mark: "error" };
  if (type === "d") return { text: value.replace("T", " ").replace(/ 00:00:00.*$/, ""), mark: plain };
  if (value === "") return { text: "", mark: plain };
  const number = Number(value);
  if (!Number.isFinite(number)) return { text: value, mark: "error" };
  if (book.dateStyles[cell.style] === true) return { text: dayText(number, book.from1904), mark: plain };
  // Fifteen digits are all that a table program keeps of a number: a code typed as one has lost its end.
  if (Math.abs(number) >= 1e15) return { text: value, mark: "rounded" };
  return { text: Number.isInteger(number) ? String(number) : String(Number(number.toPrecision(15))), mark: plain };
}

const dayMs = 86_400_000;

/**
 * A number of days as a day, a time, or both: `2026-03-02`, `09:30`, `2026-03-02 09:30`.
 *
 * @source ECMA-376 part 1, 18.17.4.1: day 60 of the 1900 calendar is a 29 February that never was.
 */
function dayText(serial: number, from1904: boolean): string {
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const instant = new Date(Math.round((days - 25_569) * 86_400) * 1000);
  if (serial < 0 || Number.isNaN(instant.getTime()) || days > 2_958_466) return String(serial);
  const iso = instant.toISOString();
  const time = iso.slice(11, 19).replace(/:00$/, "");
  if (serial < 1) return time;
  return instant.getTime() % dayMs === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`;
}
