import { type TableFormat, writeCsv, writeXlsx } from "../../kernel/sheet/index.ts";
import { type Column, columns, namesIn } from "../import/columns.ts";
import { exampleMark } from "../import/line-finding.ts";

/** One item as somebody would write it down; the import passes over it. */
const example: Readonly<Record<string, string>> = {
  事项名称: `${exampleMark}公共场所卫生许可`,
  行政区划: "445102",
  基本编码: "000123005000",
  实施编码: "1144510200000000XX4000123005000",
  别名: "卫生许可证；开店卫生许可",
  通俗说法: "开理发店、旅馆前办卫生许可",
  事项类型: "行政许可",
  行使层级: "县级",
  实施主体: "某区卫生健康局",
  实施主体编码: "1144510200000000XX",
  设定依据: "《公共场所卫生管理条例》第八条；《公共场所卫生管理条例实施细则》第二十二条",
  服务对象: "企业法人；自然人",
  办件类型: "承诺件",
  审查类型: "前审后批",
  法定办结时限: "20",
  法定办结时限单位: "工作日",
  承诺办结时限: "5",
  承诺办结时限单位: "工作日",
  受理条件: "有固定的场所和卫生设施",
  申请材料: "卫生许可申请表；场所平面图；检测报告",
  办理形式: "窗口办理；电脑端网上办理",
  到办事现场次数: "0",
  是否网办: "是",
  是否收费: "否",
  办理结果: "卫生许可证",
  送达方式: "窗口领取；邮寄送达",
  办理地点: "某区政务服务中心二楼",
  办理时间: "工作日9:00—12:00，14:00—17:00",
  咨询方式: "0768-0000000",
  监督投诉方式: "0768-12345",
};

/** A table to fill in: the names of the columns and an example; as a workbook also what may stand in each column. */
export function importTemplate(format: TableFormat): AsyncIterable<Uint8Array> {
  const wanted = columns.filter(({ name }) => name in example);
  const rows = [wanted.map(({ name }) => name), wanted.map(({ name }) => example[name] ?? "")];
  if (format === "csv") return writeCsv(rows);
  const notes = [["列", "怎么填"], ...columns.map((column) => [`${column.name}：`, howTo(column)])];
  return writeXlsx([
    { name: "事项", rows, widths: [36] },
    { name: "怎么填", rows: notes, widths: [30, 100] },
  ]);
}

function howTo({ kind, table, name }: Column): string {
  if (name === "事项名称") return "必填";
  if (name.endsWith("编码") && kind === "text") return "基本编码、实施编码、地方实施编码至少填一个";
  const names = table === undefined ? "" : [...namesIn(table).codes.keys()].join("、");
  const hows: Readonly<Record<Column["kind"], string>> = {
    text: names === "" ? "" : `填一个：${names}`,
    list: names === "" ? "多个之间用分号" : `多个之间用分号：${names}`,
    count: "整数",
    flag: "是、否",
    unit: "工作日、自然日、小时、个月",
    materials: "只列名称，多个之间用分号；份数、来源在编制台写",
    basis: "《文件名称》第几条，多个之间用分号",
    addresses: "多个之间用分号",
    contact: "咨询电话",
    results: "结果名称，多个之间用分号",
    json: "由编制台写，不用填",
  };
  return hows[kind];
}
