import type { Specimen } from "../../gallery/specimen.ts";
import { Figures } from "./figures.tsx";

export const specimens: Specimen[] = [
  {
    title: "数字",
    note: "数字大，说明小；比例旁边总有件数和时间。",
    view: () => (
      <Figures
        figures={[
          { value: "11,903", unit: "件", says: "今天办结" },
          { value: "98.7", unit: "%", says: "11 月按承诺期限办结（214,806 件）" },
          { value: "17 / 2", says: "11 月黄牌 / 红牌" },
        ]}
      />
    ),
  },
];
