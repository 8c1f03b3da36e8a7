import type { Specimen } from "../../gallery/specimen.ts";
import { TaskList } from "./task-list.tsx";

export const specimens: Specimen[] = [
  {
    title: "任务清单：已完成、还没填、缺材料、要修改、还不能开始",
    view: () => (
      <TaskList
        tasks={[
          {
            title: "经营者信息",
            hint: "名称、统一社会信用代码由营业执照带入",
            href: "/drafts/D-7F3K-20/subject",
            state: { kind: "done" },
          },
          { title: "经营场所与项目", hint: "有 2 处要改", href: "/drafts/D-7F3K-20/place", state: { kind: "faulty" } },
          { title: "领取方式", href: "/drafts/D-7F3K-20/delivery", state: { kind: "todo" } },
          {
            title: "申请材料",
            hint: "4 项中已有 3 项，还缺：食品安全规章制度目录清单",
            href: "/drafts/D-7F3K-20/materials",
            state: { kind: "missing", words: "还缺 1 项" },
          },
          {
            title: "核对并提交",
            hint: "上面各步完成后开放",
            href: "/drafts/D-7F3K-20/check",
            state: { kind: "blocked" },
          },
        ]}
      />
    ),
  },
];
