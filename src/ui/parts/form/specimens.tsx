import type { Specimen } from "../../gallery/specimen.ts";
import { Answers } from "./answers.tsx";

export const specimens: Specimen[] = [
  {
    title: "核对并提交：问的、答的、改",
    view: () => (
      <Answers
        answers={[
          { label: "主体业态", value: "餐饮服务经营者", changeHref: "/drafts/D-7F3K-20/place#format" },
          { label: "经营项目", value: "热食类制售、自制饮品制售", changeHref: "/drafts/D-7F3K-20/place#items" },
          { label: "场所面积", value: "86.5 平方米", changeHref: "/drafts/D-7F3K-20/place#area" },
        ]}
      />
    ),
  },
];
