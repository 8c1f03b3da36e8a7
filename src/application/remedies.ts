import type { ItemVersion } from "../catalogue/index.ts";
import { optionalText } from "./checks.ts";

/**
 * 救济途径 of a case: what the officer wrote, else those of the item, else the law's. Every refusal carries them.
 *
 * @source 行政许可法 art. 38(2); 行政复议法 (2023) art. 20; 行政诉讼法 art. 46
 */
export function remediesOf({ document }: Pick<ItemVersion, "document">, written?: string): string {
  const own = optionalText(written, "remedies");
  if (own !== undefined) return own;
  const review = document.review?.dept ?? "本级人民政府";
  const court = document.litigation?.dept ?? "有管辖权的人民法院";
  return `不服本决定的，可以自收到之日起60日内向${review}申请行政复议，或者在6个月内向${court}提起行政诉讼。`;
}
