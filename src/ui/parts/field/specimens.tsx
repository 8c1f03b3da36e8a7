import type { Specimen } from "../../gallery/specimen.ts";
import { Rows } from "../form/index.ts";
import { Field } from "./field.tsx";

const formats = [
  { value: "1", label: "食品销售经营者" },
  { value: "2", label: "餐饮服务经营者", hint: "饭店、小吃店、奶茶店" },
  { value: "3", label: "集中用餐单位食堂" },
];

const kinds = ["散装食品销售", "热食类制售", "冷食类制售", "生食类制售", "半成品制售", "自制饮品制售"].map(
  (label, at) => ({
    value: String(at + 1),
    label,
  }),
);

const streets = [
  { value: "440104001", label: "越秀区北京街道" },
  { value: "440104002", label: "越秀区洪桥街道" },
  { value: "440104003", label: "越秀区六榕街道" },
];

export const specimens: Specimen[] = [
  {
    title: "一行字：常态、选填、出错、带单位、金额",
    note: "顺序固定：名称、提示、错误、控件。",
    view: () => (
      <div class="halves">
        <div>
          <Field
            id="f-name"
            name="name"
            label="经营者名称"
            hint="与营业执照一致"
            control={{ kind: "text", value: "越秀区北京街道某小馆" }}
          />
          <Field
            id="f-tel"
            name="tel"
            label="备用电话"
            optional
            hint="核查人员联系不上您时用"
            control={{ kind: "text", type: "tel", inputmode: "tel", autocomplete: "tel", width: "m" }}
          />
        </div>
        <div>
          <Field
            id="f-area"
            name="area"
            label="场所面积"
            hint="含厨房和用餐区，例如 86.5"
            error="只填数字，不带单位。您填的是“约86平”"
            control={{ kind: "text", inputmode: "decimal", width: "s", unit: "平方米", value: "约86平" }}
          />
          <Field
            id="f-fund"
            name="fund"
            label="资金数额"
            hint="填到分，例如 50000.00"
            control={{ kind: "money", value: "50000.00" }}
          />
        </div>
      </div>
    ),
  },
  {
    title: "带入的、不可改的、不可用的",
    view: () => (
      <div class="halves">
        <Field
          id="f-uscc"
          name="uscc"
          label="统一社会信用代码"
          source="营业执照，A 级可信"
          control={{ kind: "locked", value: "92440104MA********" }}
        />
        <Field
          id="f-licence-no"
          name="licenceNo"
          label="许可证编号"
          hint="发证后自动填上"
          control={{ kind: "text", width: "m", disabled: true }}
        />
      </div>
    ),
  },
  {
    title: "单选、多选（出错）",
    view: () => (
      <div class="halves">
        <Field
          id="f-format"
          name="format"
          label="主体业态"
          hint="按营业额占比最大的一种选"
          control={{ kind: "one-of", choices: formats, value: "2" }}
        />
        <Field
          id="f-items"
          name="items"
          label="经营项目"
          hint="可以多选。卖什么选什么，以后可以变更"
          error="至少选一项"
          control={{ kind: "any-of", choices: kinds, values: [], across: true }}
        />
      </div>
    ),
  },
  {
    title: "多选中有不可选的、下拉",
    view: () => (
      <div class="halves">
        <Field
          id="f-make"
          name="make"
          label="制售方式"
          control={{
            kind: "any-of",
            values: ["1"],
            choices: [
              { value: "1", label: "热食类制售" },
              { value: "2", label: "生食类制售", hint: "本店面积不足，不可选", disabled: true },
            ],
          }}
        />
        <Field
          id="f-form"
          name="form"
          label="组成形式"
          control={{
            kind: "select",
            choices: [
              { value: "1", label: "个人经营" },
              { value: "2", label: "家庭经营" },
            ],
          }}
        />
      </div>
    ),
  },
  {
    title: "日期：记得住的打字，近的挑选",
    view: () => (
      <div class="halves">
        <Field
          id="f-born"
          name="born"
          label="出生日期"
          hint="例如 1986 年 3 月 9 日"
          control={{ kind: "day-parts", year: "1986", month: "3", day: "9" }}
        />
        <Field
          id="f-visit"
          name="visit"
          label="希望核查的日期"
          hint="请选工作日"
          control={{ kind: "day", value: "2026-11-23", min: "2026-11-23", max: "2026-12-04" }}
        />
      </div>
    ),
  },
  {
    title: "日期出错",
    view: () => (
      <Field
        id="f-hired"
        name="hired"
        label="健康证明到期日"
        error="没有 2 月 30 日。您填的是 2027 年 2 月 30 日"
        control={{ kind: "day-parts", year: "2027", month: "2", day: "30" }}
      />
    ),
  },
  {
    title: "地址、长文字",
    view: () => (
      <div class="halves">
        <Field
          id="f-place"
          name="place"
          label="经营场所"
          hint="与营业执照上的住所一致，已带入"
          source="营业执照，A 级可信"
          control={{
            kind: "address",
            divisions: streets,
            division: "440104001",
            detail: "北京路步行街高第街 108 号首层 B03 铺",
          }}
        />
        <Field
          id="f-scope"
          name="scope"
          label="经营范围"
          hint="照营业执照写"
          control={{ kind: "long-text", value: "餐饮服务；食品销售。", maxLength: 200 }}
        />
      </div>
    ),
  },
  {
    title: "材料上传：已有的、还要传的",
    view: () => (
      <div class="halves">
        <Field
          id="f-plan"
          name="plan"
          label="经营布局平面图"
          hint="标明面积和各功能区"
          control={{
            kind: "file",
            accept: ".pdf,.jpg,.jpeg",
            limit: "PDF、JPG，20 MB 以内",
            held: [
              {
                name: "平面图.pdf",
                note: "1.2 MB，11月9日 20:41 上传",
                href: "/cases/440104-261109-00863/files/1",
                removeValue: "plan.0",
              },
            ],
          }}
        />
        <Field
          id="f-health"
          name="health"
          label="从业人员健康管理制度"
          error="文件打不开，请重新导出后再传"
          control={{ kind: "file", accept: ".pdf,.jpg,.jpeg", limit: "PDF、JPG，20 MB 以内" }}
        />
      </div>
    ),
  },
  {
    title: "声明",
    view: () => (
      <Field
        id="f-declare"
        name="declare"
        label="申请人声明"
        control={{
          kind: "declaration",
          text: "我已看过告知内容，所填信息和提交的材料真实、有效，愿意承担虚假承诺的法律责任。",
          checked: true,
        }}
      />
    ),
  },
  {
    title: "重复填写的一组",
    note: "添加和删除都是提交，没有脚本也能用；已填的不会丢。",
    view: () => (
      <Rows
        id="f-staff"
        name="staff"
        label="从业人员"
        hint="直接接触食品的都要填"
        unit="人"
        rows={["陈**", ""].map((name, at) => (
          <>
            <Field
              key="name"
              id={`f-staff-${at}-name`}
              name={`staff.${at}.name`}
              label="姓名"
              control={{ kind: "text", value: name }}
            />
            <Field
              key="until"
              id={`f-staff-${at}-until`}
              name={`staff.${at}.until`}
              label="健康证明有效期至"
              control={{ kind: "day", value: at === 0 ? "2027-06-30" : undefined }}
            />
          </>
        ))}
      />
    ),
  },
];
