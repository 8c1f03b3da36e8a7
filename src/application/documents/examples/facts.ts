import { type Day, parseDay } from "../../../kernel/calendar/index.ts";
import type { CommonFacts, DocumentFacts, DocumentKind } from "../facts.ts";

const day = parseDay;
const due = (on: string, provisional = false) => ({ on: day(on), provisional });

function common(kind: string, word: string, serial: number, on: string): CommonFacts {
  return {
    issuer: "越秀区市场监督管理局",
    number: `越市监${word}〔2026〕${serial} 号`,
    at: new Date(`${on}T10:32:00+08:00`),
    applicant: "越秀区北京街道某小馆",
    legalPerson: true,
    item: "食品经营许可（新办）",
    caseNumber: "4401040040000142611090000127",
    submittedOn: "2026-11-09" as Day,
    permit: true,
    phone: "020-8765 0000",
    check: {
      number: `440104-${kind}-2026-000${serial}-K`,
      code: "7K3M-9Q2D-44JY",
      url: `https://hall.example/check/440104-${kind}-2026-000${serial}-K?code=7K3M9Q2D44JY`,
      page: "https://hall.example/check",
    },
  };
}

const materials = [
  { name: "食品经营许可申请书", form: "网上填写" },
  { name: "主要设备设施布局、操作流程等文件", form: "电子文件 2 份" },
  { name: "保证食品安全的规章制度（包括从业人员健康管理、进货查验记录、食品安全自查制度等）", form: "电子文件 1 份" },
  { name: "营业执照", form: "电子证照" },
  { name: "法定代表人（负责人）身份证明", form: "纸质原件" },
];
const remedies =
  "不服本决定的，可以自收到之日起60日内向广州市越秀区人民政府申请行政复议，或者在6个月内向广州铁路运输法院提起行政诉讼。";

/** One document of each kind, true to life, about one case. */
export const exampleFacts: { [Kind in DocumentKind]: Extract<DocumentFacts, { kind: Kind }> } = {
  receipt: {
    ...common("HZ", "收", 412, "2026-11-09"),
    kind: "receipt",
    corrected: false,
    receivedOn: day("2026-11-09"),
    channel: "从网上",
    materials,
    answerBy: due("2026-11-16"),
  },
  correction: {
    ...common("BZ", "补", 417, "2026-11-11"),
    kind: "correction",
    receivedOn: day("2026-11-09"),
    asks: [
      { what: "保证食品安全的规章制度", reason: "缺少从业人员健康管理制度，请补交" },
      { what: "经营场所面积", reason: "申请表填 86.5 平方米，平面图标注 68.5 平方米，请核对后更正其中一处。" },
      { what: "法定代表人（负责人）身份证明", reason: "照片反光，证件号码看不清，请重新拍摄上传" },
    ],
    correctBy: due("2026-11-25"),
  },
  acceptance: {
    ...common("SL", "受", 398, "2026-11-16"),
    kind: "acceptance",
    acceptedOn: day("2026-11-16"),
    deemed: false,
    materials,
    legal: { words: "20 个工作日", due: due("2026-12-14") },
    promised: { words: "7 个工作日", due: due("2026-11-25") },
  },
  "not-acceptance": {
    ...common("BS", "不受", 31, "2026-11-10"),
    kind: "not-acceptance",
    reason:
      "申请表所列经营项目仅为销售预包装食品。依照《中华人民共和国食品安全法》第三十五条，仅销售预包装食品的，不需要取得许可，请改为办理仅销售预包装食品备案",
    remedies,
  },
  grant: {
    ...common("ZY", "准", 366, "2026-11-24"),
    kind: "grant",
    acceptedOn: day("2026-11-16"),
    basis: ["《中华人民共和国食品安全法》第三十五条"],
    opinion: "经 11 月 20 日现场核查，布局、设备与申请一致，符合要求",
    results: ["食品经营许可证"],
    deliverBy: due("2026-12-08"),
  },
  refusal: {
    ...common("BX", "不准", 12, "2026-11-24"),
    kind: "refusal",
    applicant: "陈小明",
    legalPerson: false,
    acceptedOn: day("2026-11-16"),
    basis: ["《中华人民共和国食品安全法》第三十三条"],
    reason: "现场核查发现食品处理区与非食品处理区没有分隔，限期内没有改正，不符合法定条件",
    remedies,
  },
  result: {
    ...common("JG", "果", 366, "2026-11-25"),
    kind: "result",
    decidedOn: day("2026-11-24"),
    name: "食品经营许可证",
    documentNumber: "JY24401040183427",
    validity: "2026年11月24日至2031年11月23日",
    way: "到窗口领取",
  },
};
