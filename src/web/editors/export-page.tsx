import { Type } from "typebox";
import { exportItems, type ImportFormat, importTemplate } from "../../catalogue/index.ts";
import { dayOf } from "../../kernel/calendar/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, page, type SentFile, show } from "../../kernel/http/index.ts";
import { Button, ConsolePage, DeskHead, Field, renderDocument } from "../../ui/index.ts";
import { exportPath } from "./paths.ts";
import { type EditorCall, hallName, requireKeeper, surroundOf } from "./surround.ts";

const mediaTypes: Readonly<Record<ImportFormat, string>> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
};

/** `/editors/export`: the items of a hall as a file; without a choice, the choice. */
const exportPage = page({
  method: "GET",
  path: exportPath,
  role: "staff",
  summary: "导出本大厅的事项：XLSX、CSV、JSON Lines，改好可以再导入",
  query: Type.Object({
    hall: Type.Optional(Type.String({ pattern: "^\\d{6}$" })),
    format: Type.Optional(Type.Enum(["xlsx", "csv", "jsonl"])),
  }),
  async handle(call) {
    const { house, actor, query } = call;
    const { halls } = requireKeeper(actor);
    if (query.hall === undefined || query.format === undefined) return await showChoice(call, halls);
    const hall = parseHallCode(query.hall);
    const { format } = query;
    // Asked before the first byte is sent.
    const items = exportItems(house, actor, { hall, format });
    return fileOf(`items-${hall}-${dayOf(house.clock.now())}.${format}`, format, () => items);
  },
});

/** `/editors/templates/xlsx`: a table to fill in. */
const templatePage = page({
  method: "GET",
  path: "/editors/templates/:format",
  role: "staff",
  summary: "导入用的模板，有列名和一行示例",
  params: Type.Object({ format: Type.String({ maxLength: 10 }) }),
  async handle({ actor, params }) {
    requireKeeper(actor);
    const { format } = params;
    if (format !== "xlsx" && format !== "csv") throw new HallError("not-found", "kernel/not-found", "没有这种模板");
    return fileOf(`items-template.${format}`, format, () => importTemplate(format));
  },
});

export const exportPages: readonly Page[] = [exportPage, templatePage];

function fileOf(name: string, format: ImportFormat, make: () => AsyncIterable<Uint8Array>): SentFile {
  return {
    headers: { "content-disposition": `attachment; filename="${name}"` },
    file: { type: mediaTypes[format], make },
  };
}

async function showChoice(call: EditorCall, halls: readonly string[]) {
  const choices = await Promise.all(halls.map(async (hall) => ({ value: hall, label: await hallName(call, hall) })));
  const surround = await surroundOf(call);
  return show(
    renderDocument(
      <ConsolePage {...surround} title="导出" current="export">
        <DeskHead title="导出" note="在用和暂停的事项，一行一个；改好可以再导入，没改的不会变。" />
        <form method="get" action={exportPath}>
          <div class="stack-l">
            <Field
              id="export-hall"
              name="hall"
              label="哪个大厅"
              control={{ kind: "select", value: choices[0]?.value, choices }}
            />
            <Field
              id="export-format"
              name="format"
              label="什么格式"
              control={{
                kind: "one-of",
                value: "xlsx",
                choices: [
                  { value: "xlsx", label: "XLSX", hint: "用 Excel 改，编码不会丢前面的零" },
                  { value: "csv", label: "CSV", hint: "UTF-8；以 = 开头的文字前面加了一撇，防止被当成公式" },
                  { value: "jsonl", label: "JSON Lines", hint: "一行一个事项，给程序用，内容最全" },
                ],
              }}
            />
            <p>
              <Button>导出</Button>
            </p>
          </div>
        </form>
      </ConsolePage>,
    ),
  );
}
