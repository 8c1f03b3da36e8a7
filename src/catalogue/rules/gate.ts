import { faultsOfCondition } from "../../form/index.ts";
import { checkFlow } from "../../process/index.ts";
import type { ItemDocument } from "../document.ts";
import { codesOf } from "../item-codes.ts";
import { doubtful, type ItemFinding, type Said, wrong } from "./finding.ts";
import { checkItem } from "./item-rules.ts";
import { comparePromise } from "./limits.ts";
import { stepsOf } from "./steps.ts";

/** An e-licence that the hall can fetch by itself. */
export interface AvailableLicence {
  readonly code: string;
  readonly name: string;
  /** Names under which materials ask for it, folded by `foldMaterialName`. */
  readonly foldedNames: readonly string[];
}

/** What the gate must know beside the document. */
export interface GateFacts {
  readonly available: readonly AvailableLicence[];
}

interface GateRule {
  readonly code: string;
  readonly title: string;
  /** Asked of an item of the base catalogue too, which no body handles yet. */
  readonly ofBase: boolean;
  says(document: ItemDocument, facts: GateFacts): readonly Said[];
}

/** What stands between a draft and the public. @source design.md idea 1; capabilities A11 */
export const gateRules: readonly GateRule[] = [
  { code: "G01", title: "有设定依据", ofBase: true, says: hasBasis },
  { code: "G02", title: "有办理流程，流程没有错误", ofBase: false, says: hasFlow },
  { code: "G03", title: "能在网上申请", ofBase: false, says: canApply },
  { code: "G04", title: "能在网上查进度", ofBase: false, says: showsProgress },
  { code: "G05", title: "办理结果写明，能送达", ofBase: false, says: givesResult },
  { code: "G06", title: "不要电子证照已经能证明的材料", ofBase: true, says: asksNothingKnown },
  { code: "G07", title: "承诺时限不长于法定时限", ofBase: true, says: keepsLaw },
  { code: "G08", title: "情形的条件能判断", ofBase: true, says: conditionsHold },
];

/** Everything that the rules and the gate say about a document; it may be published when none is an error. */
export function checkForPublishing(document: ItemDocument, facts: GateFacts): ItemFinding[] {
  const isBase = codesOf(document)?.kind === "base";
  const rules = gateRules.filter(({ ofBase }) => ofBase || !isBase);
  const gate = rules.flatMap(({ code, says }) => says(document, facts).map((said) => ({ rule: code, ...said })));
  return [...checkItem(document), ...gate];
}

/** Whether findings keep a document from being published. */
export function stopsPublishing(findings: readonly ItemFinding[]): boolean {
  return findings.some(({ severity }) => severity === "error");
}

/** A material's name as it is compared: without 复印件, brackets and 中华人民共和国, so that 身份证复印件 is the 身份证. */
export function foldMaterialName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/[《》“”"'\s]/gu, "")
    .replace(/\([^)]*\)/gu, "")
    .replace(/(?:原件|复印件|扫描件|副本|正本|及|和|与|、)+$/u, "")
    .replace(/^(?:申请人|法定代表人|经营者|本人|有效的?)+/u, "")
    .replace(/^中华人民共和国/u, "");
}

function hasBasis({ byLaw = [] }: ItemDocument): Said[] {
  return byLaw.length > 0 ? [] : [wrong("byLaw", "没有设定依据", "写明法律、法规的名称和条款")];
}

function hasFlow(document: ItemDocument): Said[] {
  const { flow, legalDays, legalUnit, promiseDays, promiseUnit } = document;
  if (!flow) return [wrong("flow", "没有办理流程", "编制办理流程")];
  const limits = {
    ...(legalUnit === "wd" && legalDays !== undefined && { legal: legalDays }),
    ...(promiseUnit === "wd" && promiseDays !== undefined && { promised: promiseDays }),
    permit: document.taskType === "01",
  };
  return checkFlow(flow, limits).map(({ level, message }) =>
    level === "error" ? wrong("flow", message, "修改流程") : doubtful("flow", message, "核对流程"),
  );
}

function canApply({ isOnline, form, handleType = [] }: ItemDocument): Said[] {
  const found: Said[] = [];
  if (isOnline !== true || !handleType.some((one) => one === "2" || one === "3")) {
    found.push(wrong("isOnline", "不能在网上申请", "开通网上申请，办理形式选电脑端或移动端"));
  }
  if (form === undefined || form === null) found.push(wrong("form", "没有申请表单", "编制申请表单"));
  return found;
}

function showsProgress(document: ItemDocument): Said[] {
  const steps = stepsOf(document);
  if (!steps || (steps.has("受理") && steps.has("办结"))) return [];
  return [wrong("flow", "流程没有受理或办结，申请人查不到进度", "补上受理环节和结束")];
}

function givesResult({ results = [], deliverWay = [] }: ItemDocument): Said[] {
  const found: Said[] = [];
  if (results.length === 0) found.push(wrong("results", "没有写办理结果", "填结果的名称和类型"));
  if (deliverWay.length === 0) found.push(wrong("deliverWay", "没有写结果怎样送达", "选窗口领取、邮寄或下载"));
  return found;
}

function asksNothingKnown({ materials = [] }: ItemDocument, { available }: GateFacts): Said[] {
  return materials.flatMap(({ materialName, licenceTypeCode }): Said[] => {
    if (licenceTypeCode !== undefined) return [];
    const folded = foldMaterialName(materialName);
    const licence = available.find(({ foldedNames }) => foldedNames.includes(folded));
    if (!licence) return [];
    return [
      wrong(
        "materials",
        `“${materialName}”有电子证照，不能再要申请人提交`,
        `改为由系统取${licence.name}（${licence.code}）`,
      ),
    ];
  });
}

function keepsLaw(document: ItemDocument): Said[] {
  return comparePromise(document) === "over"
    ? [wrong("promiseDays", "承诺时限比法定时限长", "承诺不得超过法定时限")]
    : [];
}

function conditionsHold({ materials = [], situations = [] }: ItemDocument): Said[] {
  return materials.flatMap(({ materialName, when }) =>
    when === undefined
      ? []
      : faultsOfCondition(when, situations).map((fault) =>
          wrong("materials", `“${materialName}”的情形：${fault}`, "改正条件，或补上情形的问题"),
        ),
  );
}
