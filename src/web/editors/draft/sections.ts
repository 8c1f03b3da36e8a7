import type { Section, Spec } from "./spec.ts";

const text = (path: string, label: string, hint?: string, width?: "s" | "m"): Spec => ({
  kind: "text",
  path,
  label,
  ...(hint && { hint }),
  ...(width && { width }),
});
const code = (path: string, label: string, table: string): Spec => ({ kind: "code", path, label, table });
const codes = (path: string, label: string, table: string): Spec => ({ kind: "codes", path, label, table });
const yesNo = (path: string, label: string): Spec => ({ kind: "yesNo", path, label });
const lines = (path: string, label: string, hint: string): Spec => ({ kind: "lines", path, label, hint });
const units = [
  ["wd", "工作日"],
  ["cd", "自然日"],
  ["h", "小时"],
  ["m", "月"],
] as const;

/** What guides may ask for; the form engine knows the same kinds. */
const questionKinds = [
  ["text", "一行字"],
  ["textarea", "几行字"],
  ["integer", "整数"],
  ["number", "小数"],
  ["money", "金额"],
  ["date", "日期"],
  ["month", "月份"],
  ["select", "单选"],
  ["multiselect", "多选"],
  ["boolean", "是或否"],
  ["idcard", "身份证号"],
  ["uscc", "统一社会信用代码"],
  ["mobile", "手机号"],
  ["bankcard", "银行账号"],
  ["address", "地址"],
  ["table", "表格"],
  ["slot", "预约时段"],
  ["upload", "文件"],
] as const;

/** The parts of an item as editors write them, in the order of the guide. */
export const sections: readonly Section[] = [
  {
    key: "basic",
    title: "基本信息",
    specs: [
      text("taskName", "事项名称"),
      text("plain", "通俗说法", "办事人看得懂的一句话"),
      lines("alias", "别名", "检索时也认，一行一个"),
      code("taskType", "事项类型", "item_type"),
      text("catalogCode", "基本编码", "国家、省统一的 12 位", "m"),
      text("taskCode", "实施编码", "31 位：信用代码、层级、基本编码", "m"),
      text("localTaskCode", "地方编码", "没有实施编码时填", "m"),
      code("useLevel", "行使层级", "use_level"),
      text("deptName", "实施主体"),
      text("deptCode", "实施主体统一社会信用代码", undefined, "m"),
      code("projectType", "办件类型", "case_type"),
      code("reviewType", "审查类型", "review_type"),
      codes("serverType", "服务对象", "audience_v2"),
      codes("userTopicType", "个人主题", "person_theme"),
      codes("corpTopicType", "法人主题", "legal_theme"),
    ],
  },
  {
    key: "basis",
    title: "设定依据",
    note: "写到条款：名称、文号、第几条。",
    specs: [
      {
        kind: "rows",
        path: "byLaw",
        label: "依据",
        unit: "部",
        most: 100,
        columns: [
          text("title", "文件名称"),
          text("no", "文号"),
          text("clause", "条款", "第几条第几款"),
          { kind: "long", path: "text", label: "条文", rows: 3 },
        ],
      },
      { kind: "long", path: "authorityScope", label: "行使权限", rows: 3 },
    ],
  },
  {
    key: "conditions",
    title: "条件与情形",
    specs: [
      { kind: "long", path: "acceptCondition", label: "受理条件", hint: "一行一条", rows: 8 },
      text("limitExplain", "数量限制"),
      {
        kind: "rows",
        path: "situations",
        label: "情形",
        hint: "问一句，按回答减少材料。",
        unit: "个",
        most: 40,
        columns: [
          text("key", "代号", "小写字母开头，材料的条件用它", "m"),
          text("question", "问题"),
          {
            kind: "one",
            path: "kind",
            label: "回答",
            choices: [
              ["yesNo", "是或否"],
              ["number", "数字"],
              ["text", "文字"],
            ],
          },
          lines("values", "可选的回答", "文字的才填，一行一个"),
        ],
      },
    ],
  },
  {
    key: "materials",
    title: "材料",
    note: "电子证照能证明的，填证照类型，由系统去取，不再要申请人交。",
    specs: [
      {
        kind: "rows",
        path: "materials",
        label: "申请材料",
        unit: "件",
        most: 50,
        keyed: { column: "key", prefix: "m" },
        columns: [
          { kind: "hidden", path: "key", label: "代号" },
          { kind: "long", path: "materialName", label: "材料名称", rows: 2 },
          code("isNeed", "必要性", "material_need"),
          code("sourceType", "来源", "material_source"),
          code("materialFormat", "形式", "material_medium"),
          code("materialKind", "类型", "material_kind"),
          text("licenceTypeCode", "电子证照类型", "填了就免提交"),
          { kind: "when", path: "when", label: "什么情形才要" },
        ],
        more: [
          code("materialCopy", "原件或复印件", "material_copy"),
          { kind: "whole", path: "pageNum", label: "原件份数" },
          { kind: "whole", path: "pageNumCopy", label: "复印件份数" },
          text("issuer", "出具单位"),
          text("acceptStand", "受理标准"),
          text("fillExplain", "填写说明"),
          text("byLaw", "依据"),
          lines("reviewPoints", "审查要点", "审查人员的核对单，一行一条"),
        ],
      },
    ],
  },
  {
    key: "limits",
    title: "时限",
    note: "承诺不得长于法定。新版本只管以后的办件，在办的按开始时的版本。",
    specs: [
      { kind: "whole", path: "legalDays", label: "法定时限" },
      { kind: "one", path: "legalUnit", label: "法定时限的单位", choices: units },
      text("legalNote", "法定时限说明"),
      { kind: "whole", path: "promiseDays", label: "承诺时限", hint: "0 是当场办结" },
      { kind: "one", path: "promiseUnit", label: "承诺时限的单位", choices: units },
      text("promiseNote", "承诺时限说明"),
      codes("specialProcedure", "特别程序", "special_reason"),
    ],
  },
  {
    key: "fees",
    title: "收费",
    specs: [
      yesNo("isFee", "收费吗"),
      text("feeBasis", "收费依据"),
      yesNo("isPayOnline", "能网上支付吗"),
      {
        kind: "rows",
        path: "fees",
        label: "收费项目",
        unit: "项",
        most: 50,
        columns: [
          text("feeName", "项目名称"),
          text("feeStand", "标准", "例如 10元/证"),
          { kind: "yuan", path: "amountFen", label: "金额（元）" },
          text("unit", "计费单位"),
          text("byLaw", "依据"),
          yesNo("isDesc", "能减免吗"),
          text("descExplain", "减免说明"),
          text("payee", "收款单位"),
        ],
      },
    ],
  },
  {
    key: "results",
    title: "结果",
    specs: [
      {
        kind: "rows",
        path: "results",
        label: "办理结果",
        unit: "项",
        most: 20,
        columns: [
          text("resultName", "结果名称"),
          code("resultType", "结果类型", "result_type"),
          text("resultSample", "样本", "文件名或地址"),
          text("licenceTypeCode", "电子证照类型"),
          text("validity", "有效期"),
        ],
      },
      codes("deliverWay", "送达方式", "deliver_way"),
      yesNo("isExpress", "能快递吗"),
      yesNo("isMailResult", "结果能寄送吗"),
    ],
  },
  {
    key: "handling",
    title: "办理方式",
    specs: [
      yesNo("isOnline", "能网上办理吗"),
      codes("handleType", "办理形式", "handle_form"),
      code("onlineHandleDepth", "申报的网办深度", "online_depth"),
      { kind: "whole", path: "limitSceneNum", label: "到现场次数", unit: "次" },
      text("limitSceneExplain", "到现场的原因"),
      {
        kind: "rows",
        path: "transactAddr",
        label: "办理地点",
        unit: "处",
        most: 50,
        columns: [code("kind", "地点类型", "place_kind"), text("address", "地址")],
      },
      text("transactTime", "办理时间"),
      text("trafficGuide", "怎么去"),
      text("linkWay.phone", "咨询电话", "带区号", "m"),
      text("linkWay.net", "咨询网址"),
      text("linkWay.mail", "咨询邮箱"),
      text("linkWay.address", "咨询地址"),
      text("superviseWay", "投诉电话", "带区号，与咨询电话不同", "m"),
      yesNo("isSchedule", "要预约吗"),
    ],
  },
  {
    key: "form",
    title: "申请表单",
    note: "申请人在网上填的各项。代号在办件里用，发布后不要改。",
    specs: [
      {
        kind: "rows",
        path: "form",
        label: "填写项",
        unit: "项",
        most: 60,
        columns: [
          text("key", "代号", undefined, "m"),
          text("label", "名称"),
          { kind: "one", path: "type", label: "类型", choices: questionKinds },
          yesNo("required", "必填吗"),
        ],
        more: [
          lines("options", "选项", "单选、多选才填，一行一个"),
          lines("columns", "列名", "表格才填，一行一个"),
          text("prefill", "自动带入", "例如 user.name"),
        ],
      },
    ],
  },
  {
    key: "help",
    title: "问答与业务手册",
    specs: [
      {
        kind: "rows",
        path: "faqs",
        label: "常见问题",
        unit: "问",
        most: 100,
        columns: [text("question", "问"), { kind: "long", path: "answer", label: "答", rows: 3 }],
      },
      lines("reviewPoints", "整个事项的审查要点", "审查人员的核对单，一行一条"),
    ],
  },
];
