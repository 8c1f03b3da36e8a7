import { HallError } from "../../kernel/errors/index.ts";
import { type LineFinding, lineFindings } from "./line-finding.ts";
import { mostBytes } from "./lines.ts";
import type { RawRow } from "./read-row.ts";

/** How a column of a table becomes a field of a document. */
interface Column {
  readonly field: string;
  readonly kind: "text" | "list" | "count" | "flag" | "materials" | "basis";
}

const column = (field: string, kind: Column["kind"] = "text"): Column => ({ field, kind });

/** Names of columns as people write them. Lists are parted by ； or 、. */
const columns: Readonly<Record<string, Column>> = {
  事项名称: column("taskName"),
  别名: column("alias", "list"),
  基本编码: column("catalogCode"),
  实施编码: column("taskCode"),
  业务办理项编码: column("taskHandleItem"),
  地方实施编码: column("localTaskCode"),
  主项编码: column("mainCode"),
  主项名称: column("mainName"),
  事项类型: column("taskType"),
  设定依据: column("byLaw", "basis"),
  行使层级: column("useLevel"),
  实施主体: column("deptName"),
  实施主体编码: column("deptCode"),
  法定办结时限: column("legalDays", "count"),
  法定办结时限单位: column("legalUnit"),
  承诺办结时限: column("promiseDays", "count"),
  承诺办结时限单位: column("promiseUnit"),
  受理条件: column("acceptCondition"),
  办件类型: column("projectType"),
  服务对象: column("serverType", "list"),
  办理形式: column("handleType", "list"),
  到办事现场次数: column("limitSceneNum", "count"),
  必须现场办理原因: column("limitSceneExplain"),
  是否网办: column("isOnline", "flag"),
  是否收费: column("isFee", "flag"),
  收费依据: column("feeBasis"),
  办理时间: column("transactTime"),
  监督投诉方式: column("superviseWay"),
  自然人主题: column("userTopicType", "list"),
  法人主题: column("corpTopicType", "list"),
  审查类型: column("reviewType"),
  申请材料: column("materials", "materials"),
  行政区划: column("division"),
};

/** Units as tables write them. */
const units: Readonly<Record<string, string>> = { 工作日: "wd", 自然日: "cd", 天: "cd", 小时: "h", 月: "m", 个月: "m" };

/**
 * Reads a table (RFC 4180): quotes, line breaks in cells, a byte-order mark. Rows are counted by the line they begin on.
 *
 * @throws HallError `catalogue/bad-table` (invalid) when the first line names no known column, or the file is not UTF-8.
 */
export async function* csvRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow> {
  let header: (Column | undefined)[] | undefined;
  for await (const { line, cells, broken } of recordsOf(chunks)) {
    if (!header) {
      header = cells.map((name) => columns[name.trim()]);
      if (!header.some((one) => one?.field === "taskName")) throw badTable();
      continue;
    }
    if (broken) yield { line, value: undefined, findings: [lineFindings.unreadable] };
    else if (cells.some((cell) => cell.trim() !== "")) yield rowOf(line, header, cells);
  }
  if (!header) throw badTable();
}

function badTable(): HallError {
  return new HallError("invalid", "catalogue/bad-table", "表格第一行要有“事项名称”等列名，并用UTF-8编码保存");
}

function rowOf(line: number, header: readonly (Column | undefined)[], cells: readonly string[]): RawRow {
  const value: Record<string, unknown> = {};
  const findings: LineFinding[] = [];
  header.forEach((one, at) => {
    const cell = cells[at]?.trim() ?? "";
    if (!one || cell === "") return;
    if (/^[=+@]/u.test(cell)) findings.push({ ...lineFindings.formula, field: one.field });
    value[one.field] = one.field.endsWith("Unit") ? (units[cell] ?? cell) : readCell(one.kind, cell);
  });
  return { line, value: { taskName: undefined, ...value }, findings };
}

function readCell(kind: Column["kind"], cell: string): unknown {
  const parts = () =>
    cell
      .split(/[；;、\n]/u)
      .map((part) => part.trim())
      .filter((part) => part !== "");
  if (kind === "list") return parts();
  if (kind === "count") return /^\d{1,6}$/.test(cell) ? Number(cell) : cell;
  if (kind === "flag") return cell === "是" || cell === "1" ? true : cell === "否" || cell === "0" ? false : cell;
  if (kind === "materials")
    return [...new Set(parts())].map((materialName, at) => ({ key: `m${at + 1}`, materialName }));
  if (kind === "basis")
    return cell
      .split(/[；;\n]/u)
      .map((part) => basisOf(part.trim()))
      .filter(({ title }) => title !== "");
  return cell;
}

function basisOf(text: string): { title: string; clause?: string } {
  const cited = /^《(.+)》\s*(.*)$/u.exec(text);
  const clause = cited?.[2]?.trim();
  return { title: (cited?.[1] ?? text).slice(0, 200), ...(clause && { clause: clause.slice(0, 200) }) };
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
  /** Too long, or a quote that never ends. */
  readonly broken: boolean;
}

async function* recordsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  let line = 1;
  let began = 1;
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let closing = false;
  let length = 0;
  const finish = (broken = false): CsvRecord => {
    const record = { line: began, cells: [...cells, cell.replace(/\r$/u, "")], broken: broken || length > mostBytes };
    cells = [];
    cell = "";
    quoted = false;
    closing = false;
    length = 0;
    return record;
  };
  for await (const text of textOf(chunks)) {
    for (const character of text) {
      if (character === "\n") line++;
      length++;
      // What is too long is read on, but not kept.
      const add = (more: string) => {
        if (length <= mostBytes) cell += more;
      };
      if (quoted && !closing) {
        if (character === '"') closing = true;
        else add(character);
      } else if (closing && character === '"') {
        closing = false;
        add('"');
      } else if (character === '"' && cell === "" && !closing) quoted = true;
      else if (character === ",") {
        cells.push(cell);
        cell = "";
        quoted = false;
        closing = false;
      } else if (character === "\n") {
        yield finish();
        began = line;
      } else add(character);
    }
  }
  if (length > 0) yield finish(quoted && !closing);
}

async function* textOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw badTable();
    throw error;
  }
}
