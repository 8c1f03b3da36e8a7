import { codeTables } from "../../kernel/codes/index.ts";
import type { ItemField } from "../document.ts";

/** How a field of a document stands in a cell. */
export interface Column {
  readonly field: ItemField | "division";
  /** What the column is called. */
  readonly name: string;
  readonly kind:
    | "text"
    | "list"
    | "count"
    | "flag"
    | "unit"
    | "materials"
    | "basis"
    | "addresses"
    | "contact"
    | "results"
    | "json";
  /** The code table whose names people write instead of codes. */
  readonly table?: string;
}

const text = (field: Column["field"], name: string): Column => ({ field, name, kind: "text" });
const list = (field: ItemField, name: string): Column => ({ field, name, kind: "list" });
const flag = (field: ItemField, name: string): Column => ({ field, name, kind: "flag" });
const count = (field: ItemField, name: string): Column => ({ field, name, kind: "count" });
const code = (field: ItemField, name: string, table: string): Column => ({ field, name, kind: "text", table });
const codes = (field: ItemField, name: string, table: string): Column => ({ field, name, kind: "list", table });
const json = (field: ItemField, name: string): Column => ({ field, name, kind: "json" });

/**
 * The columns of a list of items as a table, in their order: every field of a document has one, so that a list that went out
 * comes in again as it was.
 *
 * @source field-dictionary 3.1–3.4 (names of the fields)
 */
export const columns: readonly Column[] = [
  text("taskName", "事项名称"),
  text("division", "行政区划"),
  text("catalogCode", "基本编码"),
  text("taskCode", "实施编码"),
  text("taskHandleItem", "业务办理项编码"),
  text("localCatalogCode", "地方基本编码"),
  text("localTaskCode", "地方实施编码"),
  text("mainCode", "主项编码"),
  text("mainName", "主项名称"),
  list("alias", "别名"),
  text("plain", "通俗说法"),
  code("taskType", "事项类型", "item_type"),
  code("useLevel", "行使层级", "use_level"),
  text("deptName", "实施主体"),
  text("deptCode", "实施主体编码"),
  code("deptType", "实施主体性质", "dept_nature"),
  text("entrustName", "委托部门"),
  code("powerSource", "权力来源", "power_source"),
  text("undertakeDept", "承办机构"),
  list("otherDept", "联办机构"),
  { field: "byLaw", name: "设定依据", kind: "basis" },
  text("authorityScope", "行使权限"),
  text("exerciseContent", "行使内容"),
  codes("serverType", "服务对象", "audience_v2"),
  code("projectType", "办件类型", "case_type"),
  code("reviewType", "审查类型", "review_type"),
  count("legalDays", "法定办结时限"),
  { field: "legalUnit", name: "法定办结时限单位", kind: "unit" },
  text("legalNote", "法定办结时限说明"),
  count("promiseDays", "承诺办结时限"),
  { field: "promiseUnit", name: "承诺办结时限单位", kind: "unit" },
  text("promiseNote", "承诺办结时限说明"),
  codes("specialProcedure", "特别程序", "special_reason"),
  text("acceptCondition", "受理条件"),
  text("limitExplain", "数量限制"),
  { field: "materials", name: "申请材料", kind: "materials" },
  json("situations", "情形"),
  text("handleFlow", "流程说明"),
  text("onlineFlow", "网上办理流程"),
  text("offlineFlow", "窗口办理流程"),
  json("flow", "办理流程"),
  json("form", "申请表单"),
  codes("handleType", "办理形式", "handle_form"),
  count("limitSceneNum", "到办事现场次数"),
  text("limitSceneExplain", "必须现场办理原因"),
  flag("isOnline", "是否网办"),
  code("onlineHandleDepth", "网上办理深度", "online_depth"),
  text("onlineHandleUrl", "网上办理地址"),
  flag("isHandle", "是否通办"),
  code("handleArea", "通办范围", "handle_area"),
  flag("isFee", "是否收费"),
  text("feeBasis", "收费依据"),
  json("fees", "收费项目"),
  flag("isPayOnline", "是否支持网上支付"),
  flag("isSchedule", "是否支持预约办理"),
  count("scheduleNum", "可预约人数"),
  text("scheduleRule", "预约规则"),
  flag("isExpress", "是否支持物流快递"),
  flag("isMailMaterial", "材料可否邮寄"),
  flag("isMailResult", "结果可否邮寄"),
  flag("isServiceTerminals", "是否支持自助终端办理"),
  { field: "results", name: "办理结果", kind: "results" },
  codes("deliverWay", "送达方式", "deliver_way"),
  { field: "transactAddr", name: "办理地点", kind: "addresses" },
  text("transactTime", "办理时间"),
  text("trafficGuide", "交通指引"),
  flag("isEntryCenter", "是否进驻政务大厅"),
  text("centerName", "政务大厅名称"),
  { field: "linkWay", name: "咨询方式", kind: "contact" },
  text("superviseWay", "监督投诉方式"),
  codes("userTopicType", "自然人主题", "person_theme"),
  codes("corpTopicType", "法人主题", "legal_theme"),
  list("localTopics", "地方主题"),
  list("intermediary", "中介服务"),
  text("rights", "申请人的权利"),
  text("duties", "申请人的义务"),
  json("review", "行政复议"),
  json("litigation", "行政诉讼"),
  json("faqs", "常见问题"),
  list("reviewPoints", "审查要点"),
  text("planEffectiveDate", "计划生效日期"),
  text("planCancelDate", "计划取消日期"),
  text("townName", "乡镇街道名称"),
  text("townCode", "乡镇街道代码"),
  text("villageName", "村居名称"),
  text("villageCode", "村居代码"),
  text("mobileUrl", "移动端办理地址"),
  text("pcUrl", "电脑端办理地址"),
  flag("appIsSingleLogin", "移动端是否单点登录"),
  flag("isSingleLogin", "电脑端是否单点登录"),
  text("deptSysName", "业务系统名称"),
  text("deptSysUrl", "业务系统地址"),
  text("deptSysNet", "业务系统网络"),
  text("sysLevel", "业务系统层级"),
  json("extend", "扩展项"),
];

/** Other names under which people know a column. */
const otherNames: Readonly<Record<string, string>> = {
  地方编码: "地方实施编码",
  统一社会信用代码: "实施主体编码",
  实施主体统一社会信用代码: "实施主体编码",
  法定时限: "法定办结时限",
  法定时限单位: "法定办结时限单位",
  承诺时限: "承诺办结时限",
  承诺时限单位: "承诺办结时限单位",
  到现场次数: "到办事现场次数",
  投诉电话: "监督投诉方式",
  咨询电话: "咨询方式",
  个人主题: "自然人主题",
  区划代码: "行政区划",
};

/** Columns that a list carries for its readers only. */
export const stateColumn = "状态";

const byName = new Map(columns.map((column) => [column.name, column]));

/** The column of a name at the head of a table. */
export function columnOf(name: string): Column | undefined {
  const plain = name.trim().replace(/[*＊\s]/gu, "");
  return byName.get(otherNames[plain] ?? plain);
}

/** Codes of a table by their names, and names by their codes; a name that two codes have stands for neither. */
export function namesIn(table: string): {
  readonly codes: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
} {
  let found = tables.get(table);
  if (!found) {
    const values = codeTables.find(({ key }) => key === table)?.values ?? [];
    const isCode = new Set(values.map(({ code: value }) => value));
    const single = values.filter(
      ({ name }) => !isCode.has(name) && values.filter((one) => one.name === name).length === 1,
    );
    found = {
      codes: new Map(single.map(({ name, code: value }) => [name, value])),
      names: new Map(single.map(({ name, code: value }) => [value, name])),
    };
    tables.set(table, found);
  }
  return found;
}

const tables = new Map<string, ReturnType<typeof namesIn>>();
