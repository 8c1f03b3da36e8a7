import type { BpmnModdle } from "bpmn-moddle";
import { wangtingPackage } from "./vocabulary.ts";

/** The BPMN vocabulary with our words in it; loaded with the first file, because few processes ever see one. */
export async function openModdle(): Promise<BpmnModdle> {
  const bpmn = await import("bpmn-moddle");
  return new bpmn.BpmnModdle({ wangting: wangtingPackage });
}
