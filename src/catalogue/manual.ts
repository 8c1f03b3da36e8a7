import type { ItemDocument } from "./document.ts";

/** 业务手册: one point that an officer checks. */
export interface ReviewPoint {
  /** The material it is about; undefined of the item as a whole. */
  readonly material: string | undefined;
  readonly point: string;
  readonly source: "written" | "derived";
}

/**
 * The officer's checklist (审查要点): what the editors wrote, and what the fields already say.
 *
 * @source capabilities B14
 */
export function reviewPointsOf({ acceptCondition, reviewPoints = [], materials = [] }: ItemDocument): ReviewPoint[] {
  const points: ReviewPoint[] = reviewPoints.map((point) => ({ material: undefined, point, source: "written" }));
  for (const line of acceptCondition?.split("\n") ?? []) {
    const condition = line.trim();
    if (condition !== "") points.push({ material: undefined, point: `符合：${condition}`, source: "derived" });
  }
  for (const one of materials) {
    const { materialName: material } = one;
    for (const point of one.reviewPoints ?? []) points.push({ material, point, source: "written" });
    if (one.acceptStand !== undefined) points.push({ material, point: one.acceptStand, source: "derived" });
    if (one.issueTimeRule !== undefined)
      points.push({ material, point: `出具时间：${one.issueTimeRule}`, source: "derived" });
    if (one.materialCopy === "1") points.push({ material, point: "核对原件", source: "derived" });
  }
  return points;
}
