import type { VNode } from "preact";
import { type AssetUrl, FormPage } from "../../layouts/index.ts";
import { Field } from "../../parts/field/index.ts";
import { exampleFrame, type Wish, yuexiu } from "./halls.ts";

const kinds = ["散装食品销售", "热食类制售", "冷食类制售", "生食类制售", "半成品制售", "自制饮品制售"];
const streets = ["北京街道", "洪桥街道", "六榕街道", "流花街道"].map((name, at) => ({
  value: `44010400${at + 1}`,
  label: `越秀区${name}`,
}));

/** One page of a form, answered with 422. */
export function FormExample(props: { wish: Wish; asset: AssetUrl }): VNode {
  return (
    <FormPage
      frame={exampleFrame(yuexiu, props.wish, props.asset, {
        column: "services",
        person: { kind: "citizen", name: "陈*" },
      })}
      title="经营场所与项目"
      crumbs={[
        { href: "/items/food-business-licence", title: "食品经营许可（新办）" },
        { href: "/drafts/D-7F3K-20", title: "申请" },
      ]}
      step={{ at: 3, of: 6 }}
      faults={[
        { id: "items", label: "经营项目", text: "至少选一项" },
        { id: "area", label: "场所面积", text: "只填数字，不带单位" },
      ]}
      action="/ui"
      csrf="example"
      later={{ words: "先存着，以后再填", href: "/drafts/D-7F3K-20" }}
    >
      <Field
        id="format"
        name="format"
        label="主体业态"
        hint="按营业额占比最大的一种选"
        control={{
          kind: "one-of",
          value: "2",
          choices: [
            { value: "1", label: "食品销售经营者" },
            { value: "2", label: "餐饮服务经营者" },
            { value: "3", label: "集中用餐单位食堂" },
          ],
        }}
      />
      <Field
        id="items"
        name="items"
        label="经营项目"
        hint="可以多选。卖什么选什么，以后可以变更"
        error="至少选一项"
        control={{
          kind: "any-of",
          values: [],
          across: true,
          choices: kinds.map((label, at) => ({ value: `${at + 1}`, label })),
        }}
      />
      <Field
        id="place"
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
        id="area"
        name="area"
        label="场所面积"
        hint="含厨房和用餐区，例如 86.5"
        error="只填数字，不带单位。您填的是“约86平”"
        control={{ kind: "text", inputmode: "decimal", width: "s", unit: "平方米", value: "约86平" }}
      />
      <Field
        id="manager"
        name="safetyManager"
        label="食品安全管理人员"
        hint="填姓名，可以是您自己"
        control={{ kind: "text", width: "m", value: "陈**" }}
      />
      <Field
        id="tel"
        name="tel"
        label="备用电话"
        optional
        hint="核查人员联系不上您时用"
        control={{ kind: "text", type: "tel", inputmode: "tel", autocomplete: "tel", width: "m" }}
      />
    </FormPage>
  );
}
