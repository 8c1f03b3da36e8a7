import type { Specimen } from "../../gallery/specimen.ts";
import { Tag } from "../tag/index.ts";
import { CardTable } from "./card-table.tsx";

const fees = [
  { name: "机动车驾驶证工本费", amount: "10.00", basis: "发改价格〔2004〕2831号" },
  { name: "不动产登记费（住宅）", amount: "80.00", basis: "发改价格规〔2016〕2559号" },
  { name: "不动产登记费（非住宅）", amount: "550.00", basis: "发改价格规〔2016〕2559号" },
];

export const specimens: Specimen[] = [
  {
    title: "表格：手机上一行成一张卡",
    note: "行名加粗，数字右齐，标签只给眼睛看，读屏仍是表格。",
    view: () => (
      <CardTable
        caption="收费项目"
        rows={fees}
        rowKey={(fee) => fee.name}
        columns={[
          { head: "项目", role: "name", cell: (fee) => fee.name },
          { head: "依据", cell: (fee) => fee.basis },
          { head: "金额（元）", role: "end", cell: (fee) => fee.amount },
        ]}
      />
    ),
  },
  {
    title: "密表：工作台",
    view: () => (
      <CardTable
        dense
        caption="待送达 2 件"
        rows={[
          { number: "440104-261103-00517", item: "食品经营许可（新办）", way: "邮寄" },
          { number: "440104-261113-00940", item: "护士执业注册（首次）", way: "窗口领取" },
        ]}
        rowKey={(row) => row.number}
        columns={[
          { head: "办件", role: "name", cell: (row) => row.number },
          { head: "事项", cell: (row) => row.item },
          { head: "送达", cell: (row) => <Tag>{row.way}</Tag> },
          {
            head: "动作",
            headHidden: true,
            role: "act",
            cell: (row) => <a href={`/desk/cases/${row.number}`}>登记送达</a>,
          },
        ]}
      />
    ),
  },
  {
    title: "没有行的表格",
    view: () => <CardTable caption="收费项目" empty="不收费。" rows={[]} rowKey={() => ""} columns={[]} />,
  },
];
