import type { FactsOf } from "../facts.ts";
import { type Block, paragraph } from "./block.ts";
import { dayWords, dueWords, materialsTable, sentence, you } from "./words.ts";

export function acceptanceBlocks(facts: FactsOf<"acceptance">): Block[] {
  const asked = `${you(facts)}于${dayWords(facts.submittedOn)}提交的“${facts.item}”申请`;
  const { legal, promised } = facts;
  const limits = [
    ...(promised ? ([["承诺办结", `${promised.words}，${dueWords(promised.due)}前`]] as const) : []),
    ...(legal ? ([["法定办结", `${legal.words}，${dueWords(legal.due)}前`]] as const) : []),
  ];
  return [
    paragraph(
      facts.deemed
        ? `${asked}，本机关自收到材料之日起五个工作日内没有告知需要补正的内容。根据《中华人民共和国行政许可法》第三十二条第一款第四项，自${dayWords(facts.acceptedOn)}起即为受理。`
        : `${asked}收悉。经审查，申请事项属于本机关职权范围，申请材料齐全、符合法定形式。根据《中华人民共和国行政许可法》第三十二条第一款第五项，决定自${dayWords(facts.acceptedOn)}起予以受理。`,
    ),
    ...(limits.length > 0 ? [{ is: "facts", rows: limits } as const] : []),
    paragraph(
      "听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审所需时间不计算在内，另行书面告知（行政许可法第四十五条）。",
    ),
    ...(facts.materials.length > 0 ? [materialsTable(facts.materials, "", "已收到的申请材料")] : []),
  ];
}

function decisionOpening(facts: FactsOf<"grant"> | FactsOf<"refusal">): string {
  return `${you(facts)}于${dayWords(facts.submittedOn)}提交的“${facts.item}”申请，本机关于${dayWords(facts.acceptedOn)}受理。`;
}

/** 根据《…》《…》 with the item's own laws, then the article of the permit law. */
function byLaw(facts: FactsOf<"grant"> | FactsOf<"refusal">, article: string): string {
  const laws = [...facts.basis.slice(0, 3), ...(facts.permit ? [`《中华人民共和国行政许可法》${article}`] : [])];
  return laws.length > 0 ? `根据${laws.join("、")}，` : "";
}

export function grantBlocks(facts: FactsOf<"grant">): Block[] {
  const what = facts.permit ? "准予行政许可" : "准予办理";
  return [
    paragraph(
      `${decisionOpening(facts)}经审查，申请符合法定条件、标准。${byLaw(facts, "第三十八条第一款")}决定${what}。`,
    ),
    ...(facts.opinion ? [paragraph(`审查意见：${sentence(facts.opinion)}`)] : []),
    ...(facts.results.length > 0
      ? [paragraph(`应当颁发的证件或者文书：${facts.results.join("、")}，最迟在${dueWords(facts.deliverBy)}送达。`)]
      : [paragraph(`办理结果最迟在${dueWords(facts.deliverBy)}送达。`)]),
  ];
}

export function refusalBlocks(facts: FactsOf<"refusal">): Block[] {
  const what = facts.permit ? "不予行政许可" : "不予办理";
  return [
    paragraph(
      `${decisionOpening(facts)}经审查，申请不符合法定条件、标准。${byLaw(facts, "第三十八条第二款")}决定${what}。`,
    ),
    paragraph(`理由：${sentence(facts.reason)}`),
    paragraph(sentence(facts.remedies)),
  ];
}

export function resultBlocks(facts: FactsOf<"result">): Block[] {
  const rows: (readonly [string, string])[] = [
    ["结果名称", facts.name],
    ...(facts.documentNumber ? ([["证件文号", facts.documentNumber]] as const) : []),
    ["持有人", facts.applicant],
    ["颁发机关", facts.issuer],
    ["决定日期", dayWords(facts.decidedOn)],
    ...(facts.validity ? ([["有效期限", facts.validity]] as const) : []),
    ...(facts.way ? ([["送达方式", facts.way]] as const) : []),
  ];
  return [
    paragraph(`${you(facts)}申请的“${facts.item}”已经办结，结果如下：`),
    { is: "facts", rows },
    paragraph("本通知书说明办理结果，不是证件本身，不能代替证件使用。"),
  ];
}
