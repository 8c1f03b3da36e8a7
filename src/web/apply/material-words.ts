import type { CheckedMaterial } from "../../application/index.ts";
import type { Material } from "../../catalogue/index.ts";
import type { Codes } from "../../kernel/codes/index.ts";

/** Code table material_medium: 1 paper, 2 electronic, 3 either; unsaid, a hall that takes files also takes paper. */
export function mayComeOnPaper({ materialFormat }: Material): boolean {
  return materialFormat !== "2";
}

/** Only paper is taken: nothing to upload. */
export function isPaperOnly({ materialFormat }: Material): boolean {
  return materialFormat === "1";
}

/** What is said below the name of a material. */
export function hintOf(material: Material, codes: Codes): string | undefined {
  const { pageNum = 0, pageNumCopy = 0, issuer, fillExplain, whenText, acceptStand } = material;
  const copies = [pageNum > 0 ? `原件 ${pageNum} 份` : "", pageNumCopy > 0 ? `复印件 ${pageNumCopy} 份` : ""];
  const parts = [
    whenText === undefined ? "" : `仅当：${whenText}`,
    needWords(material, codes),
    issuer === undefined ? "" : `由${issuer}出具`,
    copies.filter((one) => one !== "").join("、"),
    fillExplain ?? "",
    acceptStand ?? "",
  ];
  const said = parts.filter((one) => one !== "");
  return said.length === 0 ? undefined : said.join("；");
}

function needWords({ isNeed }: Material, codes: Codes): string {
  return isNeed === "3" || isNeed === "4" ? codes.label("material_need", isNeed) : "";
}

/** Whether the application can go without it. */
export function isOptional({ material }: Pick<CheckedMaterial, "material">): boolean {
  return material.isNeed !== undefined && material.isNeed !== "1";
}
