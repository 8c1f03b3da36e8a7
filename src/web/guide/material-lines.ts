import { type ItemDocument, type Material, type MaterialNeed, materialsFor } from "../../catalogue/index.ts";
import type { Codes } from "../../kernel/codes/index.ts";
import { type Choice, type MaterialLine, situationsFollowed } from "../../ui/index.ts";

/** The materials of a guide for the situations ticked. */
export interface MaterialLists {
  readonly needed: readonly MaterialLine[];
  /** Not asked for in these situations; empty while none is ticked. */
  readonly spared: readonly MaterialLine[];
  /** The questions that can be ticked. */
  readonly situations: readonly Choice[];
}

/** Narrows the materials by the situations ticked; with none ticked all stay, and the style sheet follows the ticks. */
export function materialLists(document: ItemDocument, chosen: readonly string[], codes: Codes): MaterialLists {
  const questions = (document.situations ?? []).filter(({ kind }) => kind === "yesNo");
  const answers = Object.fromEntries(questions.map(({ key }) => [key, chosen.includes(key)]));
  const followed = chosen.length === 0 && questions.length <= situationsFollowed;
  const numbers = new Map(followed ? questions.map(({ key }, at) => [key, at + 1]) : []);
  const needs = materialsFor(document, chosen.length > 0 ? answers : {});
  const kept = new Set(needs.map(({ material }) => material.key));
  const line = (need: MaterialNeed): MaterialLine => lineOf(need, numbers, codes);
  const rest = materialsFor(document, {}).filter(({ material }) => !kept.has(material.key));
  return {
    needed: named(needs.map(line)),
    spared: named(rest.map(line)),
    situations: questions.map(({ key, question }) => ({ value: key, label: question.replace(/[？?]$/u, "") })),
  };
}

/** Rows are told apart by their names; sources repeat some. */
function named(lines: MaterialLine[]): MaterialLine[] {
  const counts = new Map<string, number>();
  return lines.map((line) => {
    const count = (counts.get(line.name) ?? 0) + 1;
    counts.set(line.name, count);
    return count === 1 ? line : { ...line, name: `${line.name}（${count}）` };
  });
}

function lineOf({ material, need }: MaterialNeed, numbers: ReadonlyMap<string, number>, codes: Codes): MaterialLine {
  const number = numbers.get(onlyQuestion(material) ?? "");
  const notes = [
    material.whenText === undefined ? "" : `仅当：${material.whenText}`,
    material.fillExplain ?? "",
    material.acceptStand ?? "",
    material.isNeed === "3" || material.isNeed === "4" ? codes.label("material_need", material.isNeed) : "",
  ].filter((note) => note !== "");
  return {
    name: material.materialName,
    ...(notes.length > 0 ? { note: notes.join("；") } : {}),
    need: material.isNeed === "2" ? "非必要" : "必要",
    from: fromOf(material, codes),
    how: howOf(material, need),
    ...(number === undefined ? {} : { when: [number] }),
  };
}

/** The situation on which a material hangs when it hangs on one alone: only that can be followed without a request. */
function onlyQuestion({ when }: Material): string | undefined {
  const found = /^\{"==":\[\{"var":"([A-Za-z0-9_]+)"\},true\]\}$/.exec(JSON.stringify(when) ?? "");
  return found?.[1];
}

function fromOf({ issuer, sourceType }: Material, codes: Codes): string {
  if (issuer !== undefined) return issuer;
  return sourceType === undefined ? "还没有公布" : codes.label("material_source", sourceType);
}

function howOf(material: Material, need: MaterialNeed["need"]): MaterialLine["how"] {
  const { materialFormat, pageNum = 0, pageNumCopy = 0, licenceTypeCode } = material;
  if (need === "fetched" || (need === "open" && licenceTypeCode !== undefined)) {
    return { kind: "free", note: "从电子证照库调取，您授权即可" };
  }
  const copies = [pageNum > 0 ? `原件 ${pageNum} 份` : "", pageNumCopy > 0 ? `复印件 ${pageNumCopy} 份` : ""];
  const papers = copies.filter((one) => one !== "").join("、");
  if (materialFormat === "1") return papers === "" ? { kind: "paper" } : { kind: "paper", note: papers };
  if (materialFormat === "2") return { kind: "upload" };
  if (materialFormat === "3") return { kind: "upload", note: `或交纸质${papers === "" ? "" : papers}` };
  return { kind: "paper", note: "还没有公布能不能交电子件" };
}
