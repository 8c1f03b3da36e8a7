import { type Condition, parseForm } from "../index.ts";

/** 食品经营许可的表单，短的一份：三页，一处显示条件，一处必填条件，一处材料条件。 */
export const foodBusiness = parseForm({
  key: "food-business-licence",
  name: "食品经营许可申请书",
  given: [{ key: "byDelegate", label: "委托代理人办理", kind: "yesNo" }],
  pages: [
    {
      key: "subject",
      title: "经营者",
      fields: [
        {
          kind: "text",
          key: "name",
          label: "经营者名称",
          required: true,
          prefill: { from: "legalPerson.name", locked: true },
        },
        {
          kind: "uscc",
          key: "uscc",
          label: "统一社会信用代码",
          required: true,
          prefill: { from: "legalPerson.uscc", locked: true },
        },
        {
          kind: "person",
          key: "legalRepresentative",
          label: "法定代表人",
          required: true,
          idNumber: true,
          phone: false,
        },
      ],
    },
    {
      key: "place",
      title: "经营场所与项目",
      fields: [
        {
          kind: "choices",
          key: "items",
          label: "经营项目",
          hint: "可以多选。卖什么选什么，以后可以变更",
          required: true,
          options: [
            { value: "prepacked", label: "预包装食品销售" },
            { value: "hot", label: "热食类制售" },
            { value: "raw", label: "生食类制售" },
          ],
        },
        { kind: "address", key: "place", label: "经营场所", required: true, level: "town" },
        {
          kind: "number",
          key: "area",
          label: "场所面积",
          hint: "含厨房和用餐区，例如 86.5",
          required: true,
          unit: "平方米",
          scale: 2,
          least: 1,
        },
        { kind: "yesNo", key: "cold", label: "有无冷藏设备", required: true, when: { in: ["raw", { var: "items" }] } },
        {
          kind: "phone",
          key: "phone",
          label: "备用电话",
          required: false,
          requiredWhen: { ">": [{ var: "area" }, 300] },
        },
      ],
    },
    {
      key: "staff",
      title: "从业人员",
      fields: [
        {
          kind: "rows",
          key: "staff",
          label: "从业人员",
          required: true,
          unit: "人",
          columns: [
            { kind: "text", key: "name", label: "姓名", required: true, maxLength: 50 },
            { kind: "idNumber", key: "idNumber", label: "身份证号", required: true },
            { kind: "date", key: "checkedOn", label: "体检日期", required: false, latest: "today" },
          ],
        },
      ],
    },
  ],
});

/** 随表单缩短的材料清单。 */
export const foodMaterials = [
  { name: "营业执照" },
  { name: "冷藏设备照片", when: { "==": [{ var: "cold" }, true] } },
  { name: "授权委托书", when: { "==": [{ var: "byDelegate" }, true] } },
] satisfies { name: string; when?: Condition }[];
