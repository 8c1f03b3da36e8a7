import type { Choice } from "../../parts/field/index.ts";
import type { MaterialLine } from "../../parts/guide/index.ts";

/** 食品经营许可（新办）: the example the look is judged by. Written from public law; demonstration data. */
export const foodSituations: readonly Choice[] = [
  { value: "vending", label: "利用自动设备经营", hint: "如自动售货机、自动咖啡机" },
  { value: "proxy", label: "委托别人办理" },
];

const paperToo = "或交纸质原件 1 份";

export const foodMaterials: readonly MaterialLine[] = [
  { name: "食品经营许可申请书", need: "必要", from: "自己准备", how: { kind: "upload", note: paperToo } },
  {
    name: "营业执照或其他主体资格证明",
    need: "必要",
    from: "市场监管部门",
    how: { kind: "free", note: "从电子证照库调取，您授权即可" },
  },
  {
    name: "主要设备设施、经营布局和操作流程文件",
    note: "附平面图",
    need: "必要",
    from: "自己准备",
    how: { kind: "upload", note: paperToo },
  },
  {
    name: "食品安全规章制度目录清单",
    note: "自查、从业人员健康、进货查验、事故处置等",
    need: "必要",
    from: "自己准备",
    how: { kind: "upload", note: paperToo },
  },
  {
    name: "自动售货设备放置地点与产品合格证明",
    note: "仅当：利用自动设备经营",
    need: "必要",
    from: "自己准备",
    how: { kind: "upload", note: paperToo },
    when: [1],
  },
  {
    name: "委托代理人授权书和身份证明",
    note: "仅当：委托办理",
    need: "非必要",
    from: "自己准备",
    how: { kind: "upload", note: paperToo },
    when: [2],
  },
];
