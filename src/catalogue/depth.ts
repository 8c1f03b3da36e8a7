import type { ItemDocument } from "./document.ts";

/** How far an item goes online, measured: 1 guide, 2 consult, book or download, 3 apply, 4 the whole way without a visit. */
export type Depth = 1 | 2 | 3 | 4;

/**
 * Measures the depth from what the document holds, whatever it declares of itself.
 *
 * @source code table online_depth; capabilities B12
 */
export function depthOf(document: ItemDocument): Depth {
  const { isOnline, form, flow, limitSceneNum, deliverWay = [], isMailResult, isExpress } = document;
  if (isOnline === true && form !== undefined && flow !== undefined) {
    const atHome = isMailResult === true || isExpress === true || deliverWay.some((way) => way === "2" || way === "3");
    return limitSceneNum === 0 && atHome ? 4 : 3;
  }
  const { isSchedule, onlineHandleUrl, mobileUrl, pcUrl, linkWay, materials = [] } = document;
  const reachable = [onlineHandleUrl, mobileUrl, pcUrl, linkWay?.net].some((one) => one !== undefined);
  const download = materials.some(({ formGuid }) => formGuid !== undefined);
  return isSchedule === true || reachable || download ? 2 : 1;
}
