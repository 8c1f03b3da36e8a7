import {
  implementationCodeParts,
  importHandlingCode,
  importImplementationCode,
  parsePhone,
} from "../../kernel/codes/index.ts";
import type { ItemDocument, ItemField } from "../document.ts";
import { doubtful, type ItemFinding, type Said, unknown, wrong } from "./finding.ts";
import { comparePromise, isInstantPromise } from "./limits.ts";
import { permitSteps, stepsOf } from "./steps.ts";

/** One rule that a document is held against whenever it is saved. */
export interface ItemRule {
  readonly code: string;
  /** One sentence for the README and the console. */
  readonly title: string;
  says(document: ItemDocument): readonly Said[];
}

/** Types that are handled on request (依申请); only they have cases. */
const permit = "01";
const person = "1";

/** The save-time rules. @source field-dictionary 5: R01–R11 from a public quality tool, R12 ours */
export const itemRules: readonly ItemRule[] = [
  { code: "R01", title: "即办件的承诺是即办，审查是即审即办", says: instant },
  { code: "R02", title: "不是即办件的，是承诺件，前审后批", says: promised },
  { code: "R03", title: "结果的名称和类型一致，有类型和样本", says: results },
  { code: "R04", title: "要到现场的写明原因，不用到的不写", says: visits },
  { code: "R05", title: "不用到现场又不网办的，要能快递", says: courier },
  { code: "R06", title: "网办深度Ⅳ级的，不用到现场", says: depth },
  { code: "R07", title: "收费的有依据、项目、标准和网上支付说明；不收费的不开网上支付", says: fees },
  { code: "R08", title: "咨询和投诉电话都有，不相同，带区号", says: phones },
  { code: "R09", title: "服务对象和主题一致", says: audiences },
  { code: "R10", title: "行政许可至少有一条常见问题，有受理、审核、审批、办结、送达五个环节", says: permits },
  { code: "R11", title: "承诺时限不长于法定时限", says: limits },
  { code: "R12", title: "实施编码里的信用代码、层级、基本编码和各项一致", says: codes },
];

/** Holds a document against all rules. Never throws: what is not known is a finding. */
export function checkItem(document: ItemDocument): ItemFinding[] {
  return itemRules.flatMap(({ code, says }) => says(document).map((said) => ({ rule: code, ...said })));
}

function instant(document: ItemDocument): Said[] {
  const promise = isInstantPromise(document);
  const found: Said[] = [];
  if (document.projectType === undefined) found.push(unknown("projectType", "没有写办件类型", "选即办件或承诺件"));
  if (promise === undefined) found.push(unknown("promiseDays", "没有写承诺时限", "填承诺办结时限和单位"));
  const isInstant = document.projectType === "1";
  if (isInstant && promise === "no")
    found.push(wrong("promiseDays", "是即办件，承诺时限却不是即办", "把承诺改成当天，或改成承诺件"));
  if (document.projectType === "2" && promise === "yes")
    found.push(wrong("projectType", "承诺当场办结，却不是即办件", "把办件类型改成即办件"));
  if (isInstant && document.reviewType === "2")
    found.push(wrong("reviewType", "是即办件，审查类型却是前审后批", "改成即审即办"));
  return found;
}

function promised({ projectType, reviewType }: ItemDocument): Said[] {
  if (projectType === undefined) return [];
  if (reviewType === undefined) return [unknown("reviewType", "没有写审查类型", "选即审即办或前审后批")];
  if (projectType === "2" && reviewType === "1")
    return [wrong("reviewType", "是承诺件，审查类型却是即审即办", "改成前审后批")];
  return [];
}

/** The type that a result's name speaks of; certificates before papers, because 批准证书 is a certificate. */
function typeOfName(name: string): string | undefined {
  const bare = name.replace(/[（(].*?[）)]/gu, "").trim();
  if (/(?:证|证书|执照|证件)$/u.test(bare)) return "10";
  if (/(?:批复|批文)$/u.test(bare)) return "30";
  return /文$/u.test(bare) ? "20" : undefined;
}

function results({ results: all }: ItemDocument): Said[] {
  if (all === undefined || all.length === 0)
    return [unknown("results", "没有写办理结果", "填审批结果的名称、类型和样本")];
  return all.flatMap(({ resultName, resultType, resultSample }): Said[] => {
    const found: Said[] = [];
    const expected = typeOfName(resultName);
    if (resultType === undefined)
      found.push(unknown("results", `“${resultName}”没有写结果类型`, "选出证、出文或审批办结"));
    else if (expected !== undefined && expected !== resultType) {
      found.push(doubtful("results", `“${resultName}”的类型和名称不一致`, "核对是出证、出文还是审批办结"));
    }
    if (resultSample === undefined) found.push(unknown("results", `“${resultName}”没有样本`, "上传结果样本"));
    return found;
  });
}

function visits({ limitSceneNum, limitSceneExplain }: ItemDocument): Said[] {
  if (limitSceneNum === undefined) return [unknown("limitSceneNum", "没有写到办事现场的次数", "填次数，不用到场填0")];
  if (limitSceneNum > 0 && limitSceneExplain === undefined) {
    return [wrong("limitSceneExplain", `要到现场${limitSceneNum}次，却没有写原因`, "写明必须到场的原因")];
  }
  if (limitSceneNum === 0 && limitSceneExplain !== undefined) {
    return [wrong("limitSceneExplain", "不用到现场，却写了到场原因", "去掉原因，或改正次数")];
  }
  return [];
}

function courier({ limitSceneNum, isOnline, isExpress, isMailMaterial }: ItemDocument): Said[] {
  if (limitSceneNum !== 0 || isOnline === true) return [];
  if (isOnline === undefined) return [unknown("isOnline", "没有写能不能网上办理", "填是或否")];
  if (isExpress === true || isMailMaterial === true) return [];
  const [message, mend] = ["不用到现场又不能网办，却不能快递", "开通快递，或改正到场次数"];
  return isExpress === undefined ? [unknown("isExpress", message, mend)] : [wrong("isExpress", message, mend)];
}

function depth({ onlineHandleDepth, limitSceneNum }: ItemDocument): Said[] {
  if (onlineHandleDepth !== "4" || limitSceneNum === undefined || limitSceneNum === 0) return [];
  return [wrong("onlineHandleDepth", `写了全程网办，却要到现场${limitSceneNum}次`, "把次数改成0，或降低网办深度")];
}

function fees({ isFee, feeBasis, fees: items = [], isPayOnline, taskType }: ItemDocument): Said[] {
  if (isFee === undefined) {
    // A public service without a word on fees is free in all real lists; a permit must say it.
    return taskType === permit ? [unknown("isFee", "没有写是否收费", "填是或否")] : [];
  }
  if (!isFee)
    return isPayOnline ? [wrong("isPayOnline", "不收费，却开了网上支付", "关掉网上支付，或补上收费项目")] : [];
  const found: Said[] = [];
  if (feeBasis === undefined && !items.some(({ byLaw }) => byLaw !== undefined)) {
    found.push(wrong("feeBasis", "收费，却没有写收费依据", "写明收费依据的文件"));
  }
  if (items.length === 0) found.push(wrong("fees", "收费，却没有收费项目和标准", "填收费项目和标准"));
  if (isPayOnline === undefined) found.push(wrong("isPayOnline", "收费，却没有写能不能网上支付", "填是或否"));
  return found;
}

function phones({ linkWay, superviseWay }: ItemDocument): Said[] {
  const consult = linkWay?.phone;
  const found: Said[] = [];
  if (consult === undefined) found.push(unknown("linkWay", "没有写咨询电话", "填带区号的咨询电话"));
  if (superviseWay === undefined) found.push(unknown("superviseWay", "没有写监督投诉电话", "填带区号的投诉电话"));
  const bare = (phone: string) => phone.replace(/\D/gu, "");
  if (consult !== undefined && superviseWay !== undefined && bare(consult) === bare(superviseWay)) {
    found.push(wrong("superviseWay", "咨询电话和投诉电话相同", "投诉电话要由另一个部门或号码接听"));
  }
  if (consult !== undefined && !hasAreaCode(consult))
    found.push(doubtful("linkWay", "咨询电话没有区号", "写成020-12345678"));
  if (superviseWay !== undefined && !hasAreaCode(superviseWay)) {
    found.push(doubtful("superviseWay", "投诉电话没有区号", "写成020-12345678"));
  }
  return found;
}

/** Whether one of the numbers can be called from everywhere: `parsePhone` refuses a landline without area code. */
function hasAreaCode(phones: string): boolean {
  return phones.split(/[、,，;；/]+/u).some((one) => {
    try {
      return parsePhone(one) !== "";
    } catch {
      return false;
    }
  });
}

function audiences({ serverType, userTopicType = [], corpTopicType = [], localTopics = [] }: ItemDocument): Said[] {
  if (serverType === undefined || serverType.length === 0)
    return [unknown("serverType", "没有写服务对象", "选服务对象")];
  const found: Said[] = [];
  const persons = serverType.includes(person);
  const legal = serverType.some((one) => one !== person);
  const loose = localTopics.length > 0;
  if (persons && userTopicType.length === 0 && !loose)
    found.push(unknown("userTopicType", "服务自然人，却没有自然人主题", "选一个自然人主题"));
  if (legal && corpTopicType.length === 0 && !loose)
    found.push(unknown("corpTopicType", "服务法人，却没有法人主题", "选一个法人主题"));
  if (!persons && userTopicType.length > 0)
    found.push(wrong("userTopicType", "不服务自然人，却有自然人主题", "去掉主题，或补上服务对象"));
  if (!legal && corpTopicType.length > 0)
    found.push(wrong("corpTopicType", "不服务法人，却有法人主题", "去掉主题，或补上服务对象"));
  return found;
}

function permits(document: ItemDocument): Said[] {
  if (document.taskType !== permit) return [];
  const found: Said[] = [];
  if ((document.faqs ?? []).length === 0) found.push(unknown("faqs", "行政许可没有常见问题", "至少写一条常见问题"));
  const steps = stepsOf(document);
  if (!steps) return [...found, unknown("flow", "行政许可没有办理流程", "编制受理、审核、审批、办结、送达的流程")];
  const lacking = permitSteps.filter((step) => !steps.has(step));
  // On the spot one person examines and decides; the steps are then one.
  const excused = document.projectType === "1";
  if (lacking.length > 0 && !excused) {
    found.push(doubtful("flow", `办理流程没有${lacking.join("、")}环节`, "补上环节，或说明为什么不需要"));
  }
  return found;
}

function limits(document: ItemDocument): Said[] {
  const { taskType, legalDays, legalUnit } = document;
  const found: Said[] = [];
  if (legalDays === undefined || legalUnit === undefined)
    found.push(unknown("legalDays", "没有写法定时限", "填法定办结时限和单位"));
  else if (taskType === permit && legalDays === 0)
    found.push(doubtful("legalDays", "行政许可的法定时限是0", "核对法律规定的期限"));
  const compared = comparePromise(document);
  if (compared === "over") found.push(wrong("promiseDays", "承诺时限比法定时限长", "承诺不得超过法定时限"));
  if (compared === "unclear") found.push(doubtful("promiseDays", "承诺和法定时限单位不同，不能比较", "改用相同的单位"));
  return found;
}

function codes(document: ItemDocument): Said[] {
  const { taskCode, taskHandleItem, localTaskCode } = document;
  const given = taskHandleItem ?? taskCode;
  if (given === undefined) {
    if (localTaskCode !== undefined || document.catalogCode !== undefined) return [];
    return [unknown("taskCode", "没有实施编码", "填31位实施编码，外省编码填在地方实施编码")];
  }
  const parts = partsOf(given, taskHandleItem !== undefined);
  if (!parts)
    return [wrong("taskCode", "实施编码的写法不对", "实施编码31位、业务办理项33位；外省编码填在地方实施编码")];
  const found: Said[] = [];
  const differs = (field: ItemField, theirs: string | undefined, ours: string, name: string) => {
    if (theirs === undefined) found.push(unknown(field, `没有写${name}`, "照实施编码填写"));
    else if (theirs !== ours) found.push(wrong(field, `实施编码里的${name}和填写的不一致`, "改正实施编码或这一项"));
  };
  differs("deptCode", document.deptCode, parts.organization, "实施主体代码");
  differs("useLevel", document.useLevel, parts.level, "行使层级");
  differs("catalogCode", document.catalogCode, parts.baseCode, "基本编码");
  if (parts.uscc === undefined)
    found.push(doubtful("deptCode", "实施编码前18位不是有效的统一社会信用代码", "核对部门的信用代码"));
  return found;
}

function partsOf(code: string, handling: boolean): ReturnType<typeof implementationCodeParts> | undefined {
  try {
    return implementationCodeParts((handling ? importHandlingCode(code) : importImplementationCode(code)).code);
  } catch {
    return undefined;
  }
}
