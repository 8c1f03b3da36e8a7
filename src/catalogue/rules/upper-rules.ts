import type { ItemDocument, Material } from "../document.ts";
import { doubtful, type ItemFinding, wrong } from "./finding.ts";
import { comparePromise } from "./limits.ts";

/**
 * Holds a local version against the one above: it may be better for the applicant, never worse than the law above allows.
 * D01 a longer legal limit, D02 another type, D03 a longer promise, D04 a material that nobody above asks for, D05 a fee
 * that is free above.
 */
export function checkAgainstUpper(upper: ItemDocument, lower: ItemDocument): ItemFinding[] {
  const found: ItemFinding[] = [];
  if (longer(lower.legalDays, lower.legalUnit, upper)) {
    found.push({ rule: "D01", ...wrong("legalDays", "法定时限比上级的长", "法定时限由法律定，不能放宽") });
  }
  if (upper.taskType !== undefined && lower.taskType !== undefined && upper.taskType !== lower.taskType) {
    found.push({ rule: "D02", ...wrong("taskType", "事项类型和上级不同", "改成与上级一致") });
  }
  const promise = {
    legalDays: upper.promiseDays,
    legalUnit: upper.promiseUnit,
    promiseDays: lower.promiseDays,
    promiseUnit: lower.promiseUnit,
  };
  if (comparePromise(promise as ItemDocument) === "over") {
    found.push({ rule: "D03", ...doubtful("promiseDays", "承诺时限比上级的长", "核对能不能做到上级的承诺") });
  }
  const known = new Set((upper.materials ?? []).map(({ key }) => key));
  for (const { key, materialName } of upper.materials ? (lower.materials ?? []) : ([] as Material[])) {
    if (!known.has(key))
      found.push({
        rule: "D04",
        ...doubtful("materials", `多要了“${materialName}”，上级没有这份材料`, "写明依据，或去掉"),
      });
  }
  if (upper.isFee === false && lower.isFee === true) {
    found.push({ rule: "D05", ...wrong("isFee", "上级不收费，这里却收费", "写成不收费，或由上级修改") });
  }
  return found;
}

function longer(days: number | undefined, unit: ItemDocument["legalUnit"], upper: ItemDocument): boolean {
  const { legalDays, legalUnit } = upper;
  const asPromise = { legalDays, legalUnit, promiseDays: days, promiseUnit: unit };
  return comparePromise(asPromise as ItemDocument) === "over";
}
