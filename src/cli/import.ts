import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import {
  exportItems,
  type ImportFormat,
  importFile,
  importTemplate,
  lineFindings,
  type RowOutcome,
} from "../catalogue/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import { type BodyRow, importBodies } from "../organization/index.ts";
import { inHouse } from "./in-house.ts";
import { complain, say } from "./say.ts";

const usage = `用法（格式看后缀：.xlsx .csv .jsonl）：
  ./wangting import items 文件 --hall 大厅代码 [--title 清单名称] [--dry-run] [--batch 断了的批次]
  ./wangting import bodies 文件 --document 依据文件 [--dry-run]     部门、窗口、处室、岗位
  ./wangting import template 文件                                  事项的模板
  ./wangting export 文件 --hall 大厅代码                           事项`;

const system: Actor = { kind: "system", id: "command", assurance: 3, posts: [] };
/** Lines that are told one by one. */
const mostTold = 200;

/** `import`: lists of items, and departments with their windows, offices and posts. @returns 0, 64 for wrong words; refusals are told by `main`. */
export async function importWord(args: readonly string[]): Promise<number> {
  const words = read(args);
  const [what, file, ...rest] = words?.positionals ?? [];
  const format = formatOf(file);
  if (!words || !file || !format || rest.length > 0) return explain();
  const { hall, document, title = file, batch } = words.values;
  const dryRun = words.values["dry-run"] === true;
  if (what === "template" && format !== "jsonl") {
    await pipeline(importTemplate(format), createWriteStream(file));
    return 0;
  }
  if (what === "items" && hall !== undefined) {
    return await inHouse((house) => takeItems(house, file, { hall, title, format, dryRun, batch }));
  }
  if (what === "bodies" && document !== undefined && format !== "jsonl") {
    return await inHouse((house) => takeBodies(house, file, { document, format, dryRun }));
  }
  return explain();
}

/** `export`: the items that a hall keeps, into a file. */
export async function exportWord(args: readonly string[]): Promise<number> {
  const words = read(args);
  const [file, ...rest] = words?.positionals ?? [];
  const format = formatOf(file);
  const hall = words?.values.hall;
  if (!file || !format || hall === undefined || rest.length > 0) return explain();
  return await inHouse(async (house) => {
    await pipeline(exportItems(house, system, { hall: parseHallCode(hall), format }), createWriteStream(file));
    say(`✓ 已写入 ${file}`);
    return 0;
  });
}

function explain(): number {
  complain(usage);
  return 64;
}

function read(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = { hall: text, title: text, document: text, batch: text, "dry-run": { type: "boolean" } } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return undefined;
  }
}

function formatOf(file: string | undefined): ImportFormat | undefined {
  const [, ending] = /\.(xlsx|csv|jsonl)$/i.exec(file ?? "") ?? [];
  return ending?.toLowerCase() as ImportFormat | undefined;
}

async function takeItems(
  house: House,
  file: string,
  told: { hall: string; title: string; format: ImportFormat; dryRun: boolean; batch: string | undefined },
): Promise<number> {
  let count = 0;
  const onRow = (row: RowOutcome) => {
    if (row.outcome === "refused" || row.findings.some(({ severity }) => severity === "warning")) count += 1;
    else return;
    if (count <= mostTold) say(lineOf(row));
  };
  const hall = parseHallCode(told.hall);
  const batch = told.batch === undefined ? undefined : parseId(told.batch);
  const content = createReadStream(file);
  const report = await importFile(house, system, { ...told, hall, division: hall, batch, content, onRow });
  if (count > mostTold) say(`… 还有 ${count - mostTold} 行`);
  const { added, changed, unchanged, refused, unknownColumns, missingMains } = report;
  if (unknownColumns.length > 0) say(`没有用到的列：${unknownColumns.join("、")}`);
  if (missingMains > 0) say(`${missingMains} 个主项不在目录里`);
  say(
    `${told.dryRun ? "试跑，什么都没有写" : `批次 ${report.batch}`}：新增 ${added}，改动 ${changed}，没变 ${unchanged}，不收 ${refused}`,
  );
  return 0;
}

const mends = new Map(Object.values(lineFindings).map((one) => [one.rule as string, "mend" in one ? one.mend : ""]));

function lineOf({ line, code, outcome, findings }: RowOutcome): string {
  const words = findings.map(({ rule, field, message }) => {
    const mend = mends.get(rule);
    return `${rule} ${field ? `${field}：` : ""}${message}${mend ? `（${mend}）` : ""}`;
  });
  return `${line} 行 ${outcome === "refused" ? "不收" : "收下"} ${code ?? ""} ${words.join("；")}`;
}

async function takeBodies(
  house: House,
  file: string,
  told: { document: string; format: "csv" | "xlsx"; dryRun: boolean },
): Promise<number> {
  const report = await importBodies(house, system, { ...told, content: createReadStream(file) });
  const sayRow = ({ line, outcome, name, findings }: BodyRow) =>
    say(`${line} 行 ${outcome === "refused" ? "不收" : "收下"} ${name ?? ""} ${findings.join("；")}`);
  for (const row of report.rows.filter(({ findings }) => findings.length > 0).slice(0, mostTold)) sayRow(row);
  const { departments, amended, windows, offices, posts } = report;
  const counts = `新增部门 ${departments}，补上代码 ${amended}，窗口 ${windows}，处室 ${offices}，岗位 ${posts}`;
  say(`${told.dryRun ? "试跑，什么都没有写：" : ""}${counts}`);
  return 0;
}
