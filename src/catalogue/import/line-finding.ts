/** What is to be said about one line of an import. `refused` keeps the line out; everything else is kept with its flaws. */
export interface LineFinding {
  /** I01 … of the import, or the rule of the document that speaks. */
  readonly rule: string;
  readonly severity: "refused" | "error" | "unknown" | "warning";
  readonly field?: string | undefined;
  readonly message: string;
  /** Left out where it is kept: the README's table has it. */
  readonly mend?: string | undefined;
}

/** Before the name of an item that stands in a template to show how one is written. */
export const exampleMark = "（示例）";

/** The import's own findings. */
export const lineFindings = {
  unreadable: {
    rule: "I01",
    severity: "refused",
    message: "这一行不是完整的数据",
    mend: "一行一个JSON对象，用UTF-8保存",
  },
  encoding: { rule: "I02", severity: "refused", message: "这一行不是UTF-8编码", mend: "另存为UTF-8再导入" },
  tooLong: { rule: "I03", severity: "refused", message: "这一行太长", mend: "每行不超过1MB" },
  noCode: { rule: "I04", severity: "refused", message: "没有编码", mend: "填实施编码、基本编码或地方编码" },
  noName: { rule: "I05", severity: "refused", message: "没有名称", mend: "填事项名称" },
  duplicate: { rule: "I06", severity: "refused", message: "编码在文件里重复", mend: "只留一行" },
  foreignCode: {
    rule: "I07",
    severity: "warning",
    message: "不是国家统一的编码，作为地方编码保存",
    mend: "有统一编码的填统一编码",
  },
  noParent: { rule: "I08", severity: "warning", message: "主项不在目录里", mend: "先导入主项，或核对主项编码" },
  badField: { rule: "I09", severity: "warning", message: "有一项写法不对，没有收下", mend: "改正后再导入" },
  notImport: {
    rule: "I10",
    severity: "refused",
    message: "这个事项已经在这里编写，不能被导入覆盖",
    mend: "在编制台修改",
  },
  draftOpen: { rule: "I11", severity: "refused", message: "这个事项有正在编写的草稿", mend: "先发布或放弃草稿" },
  otherHall: { rule: "I12", severity: "refused", message: "这个事项由别的大厅维护", mend: "由那个大厅导入" },
  strange: { rule: "I14", severity: "warning", message: "有看不见的字符，已经去掉", mend: "核对这一行" },
  formula: { rule: "I13", severity: "warning", message: "单元格像公式，当作文字保存", mend: "核对内容" },
  computed: { rule: "I15", severity: "warning", message: "单元格是公式，取了算好的值", mend: "核对这个值" },
  notComputed: {
    rule: "I16",
    severity: "warning",
    message: "公式没有算好的值，没有收下",
    mend: "在表格软件里打开并保存，或直接填值",
  },
  cellError: { rule: "I17", severity: "warning", message: "单元格是错误值，没有收下", mend: "改正公式或直接填值" },
  merged: { rule: "I18", severity: "warning", message: "单元格合并过，照左上角的内容读", mend: "核对这一行" },
  rounded: {
    rule: "I19",
    severity: "refused",
    message: "长数字被表格软件改过，末几位丢了",
    mend: "把这一列设为文本格式，重新填写",
  },
  example: { rule: "I20", severity: "refused", message: "这是模板里的示例", mend: "删掉这一行，或留着不管" },
} as const satisfies Record<string, LineFinding>;
