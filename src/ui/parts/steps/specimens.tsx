import type { Specimen } from "../../gallery/specimen.ts";
import { Steps } from "./steps.tsx";

export const specimens: Specimen[] = [
  {
    title: "步骤：办事指南里的说明",
    view: () => (
      <Steps
        level={4}
        steps={[
          { name: "申请", note: "您在网上提交" },
          { name: "受理", note: "当场告知是否受理" },
          { name: "材料审查", note: "最长 2 个工作日" },
          { name: "现场核查", note: "最长 4 个工作日，先与您约时间" },
          { name: "决定", note: "最长 1 个工作日" },
          { name: "发证", note: "电子证照即时到账" },
        ]}
      />
    ),
  },
  {
    title: "步骤：办到哪一步",
    view: () => (
      <Steps
        level={4}
        steps={[
          { name: "申请", note: "11月9日", at: "done" },
          { name: "受理", note: "11月13日", at: "done" },
          { name: "现场核查", note: "11月23日", at: "now" },
          { name: "决定", note: "最长 1 个工作日", at: "todo" },
          { name: "发证", note: "电子证照", at: "todo" },
        ]}
      />
    ),
  },
];
