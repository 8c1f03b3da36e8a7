import type { Day } from "../../kernel/calendar/index.ts";
import { beginDraft, firstFaultyPage, prefill, readPage, sayFault, shorten, summaryOf } from "../index.ts";
import { foodBusiness, foodMaterials } from "./food-business.ts";

/** 一家公司填食品经营许可：名称和代码由营业执照带入，场所面积第一次填错。 */
export function fillFoodBusiness(today: Day) {
  const register = {
    "legalPerson.name": { value: "广州示例餐饮有限公司", source: "营业执照，A 级可信" },
    "legalPerson.uscc": { value: "91440101MA5A00000E", source: "营业执照，A 级可信" },
  };
  const facts = { byDelegate: false };
  const prefilled = prefill(foodBusiness, register, { today });
  const context = { today, facts, prefilled };
  let draft = beginDraft(prefilled);

  // 一页一页填，草稿随时留着；下面每个对象就是那一页的请求。
  const place = { items: ["hot"], "place.division": "440103001", "place.detail": "沙面大街1号", area: "约86平" };
  const refused = readPage(foodBusiness, "place", draft, place, context);
  draft = readPage(foodBusiness, "place", refused.draft, { ...place, area: "８６.５" }, context).draft;
  draft = readPage(
    foodBusiness,
    "staff",
    draft,
    { "staff.0.name": "陈三", "staff.0.idNumber": "11010519491231002x" },
    context,
  ).draft;

  const { answers } = draft;
  return {
    said: refused.faults.map(sayFault),
    nextPage: firstFaultyPage(foodBusiness, draft, context),
    materials: shorten(foodBusiness, answers, foodMaterials, facts).map((one) => one.name),
    lines: summaryOf(foodBusiness, answers, context).map((row) => `${row.label}：${row.lines.join("；")}`),
  };
}
