import { HallError } from "../kernel/errors/index.ts";
import { openTable, type TableFormat, type TableRow, upTo } from "../kernel/sheet/index.ts";
import { duties } from "./duties.ts";

type Field = "division" | "name" | "uscc" | "orgCode" | "office" | "post" | "duties" | "window";

/** The columns of the table, under all names people give them. */
const fields: Readonly<Record<string, Field>> = {
  行政区划: "division",
  区划代码: "division",
  部门: "name",
  部门名称: "name",
  统一社会信用代码: "uscc",
  组织机构代码: "orgCode",
  处室: "office",
  科室: "office",
  岗位: "post",
  职责: "duties",
  部门窗口: "window",
};

/** The columns as a template writes them. */
export const bodyColumns = [
  "行政区划",
  "部门",
  "统一社会信用代码",
  "组织机构代码",
  "部门窗口",
  "处室",
  "岗位",
  "职责",
] as const;

const mostBytes = 20 * 1024 * 1024;
const mostRows = 20_000;

/** A row of the file, as it is written there. */
export interface BodyLine {
  readonly line: number;
  readonly values: Readonly<Partial<Record<Field, string>>>;
  readonly fault: string | undefined;
}

/**
 * Reads a table of departments, windows, offices and posts; empty rows are passed over.
 *
 * @throws HallError `organization/too-many-rows`, `sheet/…` (invalid).
 */
export async function readBodyLines(format: TableFormat, content: AsyncIterable<Uint8Array>): Promise<BodyLine[]> {
  const table = await openTable(format, upTo(mostBytes, content), (cells) =>
    cells.some((cell) => fields[cell.trim()] === "name"),
  );
  const header = table.header.map((cell) => fields[cell.trim()]);
  const rows: BodyLine[] = [];
  for await (const row of table.rows) {
    if (row.cells.every((cell) => cell.trim() === "") && !row.fault) continue;
    rows.push(readLine(header, row));
    if (rows.length > mostRows) {
      throw new HallError("invalid", "organization/too-many-rows", `一份文件最多 ${mostRows} 行，请分成几份`);
    }
  }
  return rows;
}

function readLine(header: readonly (Field | undefined)[], { line, cells, fault, marks }: TableRow): BodyLine {
  const values: Partial<Record<Field, string>> = {};
  header.forEach((field, at) => {
    const text = cells[at]?.trim() ?? "";
    if (field && text !== "") values[field] = text;
  });
  const isRounded = [...(marks?.values() ?? [])].includes("rounded");
  const reason = fault ? "这一行读不出来" : isRounded ? "长数字被表格软件改过，请把这一列设为文本格式" : undefined;
  return { line, values, fault: reason };
}

/** What is wrong with a row, one sentence in Chinese. @param isLive the register has its division. */
export function faultOf({ values }: BodyLine, isLive: boolean): string | undefined {
  const { name, post, office, duties: given } = values;
  if (name === undefined) return "没有写部门";
  if (!isLive) return "没有这个行政区划";
  if ([name, post ?? "", office ?? ""].some((text) => text.length > 100)) return "名称超过100字";
  if (post === undefined) return given === undefined ? undefined : "写了职责，没有写岗位";
  if (given === undefined) return "岗位没有写职责";
  return dutiesOf(given) ? undefined : `职责不认识；可以写：${Object.values(duties).join("；")}`;
}

const dutyNames = new Map<string, string>(
  Object.entries(duties).flatMap(([key, name]) => [
    [key, key],
    [name, key],
  ]),
);

/** The keys of duties that are written by key or by name; undefined when one of them is not known. */
export function dutiesOf(text: string): string[] | undefined {
  const parts = text.split(/[；;\n]/u).map((part) => part.trim());
  const found = parts.filter((part) => part !== "").map((part) => dutyNames.get(part));
  return found.length > 0 && !found.includes(undefined) ? (found as string[]) : undefined;
}

/** 是, 有 or 1. */
export function isYes(text: string | undefined): boolean {
  return text !== undefined && /^(?:是|有|1)$/.test(text);
}
