import type { Specimen } from "../../gallery/specimen.ts";
import { CardTag, Tag } from "./tag.tsx";

export const specimens: Specimen[] = [
  {
    title: "标签：一个词说状态",
    note: "颜色不是唯一的标志，词才是。不按部门和类型上色。",
    view: () => (
      <p class="row">
        <Tag>行政许可</Tag>
        <Tag tone="brand">全程网办</Tag>
        <Tag tone="brand" icon="shield-check">
          免交
        </Tag>
        <Tag tone="solid">最合适</Tag>
        <Tag tone="off">还不能开始</Tag>
        <CardTag card="yellow" />
        <CardTag card="red" />
      </p>
    ),
  },
];
