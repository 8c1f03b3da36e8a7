import type { VNode } from "preact";
import { type LinkLine, Links } from "../../ui/index.ts";
import { formHref } from "./item-words.ts";
import type { Guide } from "./load-guide.ts";
import { webAddress } from "./web-address.ts";

/** 表格下载: the blank form of this version, and the blank forms and samples of materials where there are files. */
export function Downloads({ guide }: { guide: Guide }): VNode | null {
  const { item, document } = guide;
  const links: LinkLine[] =
    document.form === undefined ? [] : [{ href: formHref(item), title: `${item.name}申请表`, meta: "空白，可打印" }];
  for (const { materialName, formGuid, exampleGuid } of document.materials ?? []) {
    // A source writes a number of its own system here as well; only an address is a file one can have.
    const blank = webAddress(formGuid);
    const sample = webAddress(exampleGuid);
    if (blank) links.push({ href: blank, title: materialName, meta: "空白表格" });
    if (sample) links.push({ href: sample, title: materialName, meta: "填写样例" });
  }
  if (links.length === 0) return null;
  return (
    <div class="above noprint">
      <h3>表格下载</h3>
      <Links links={links} />
    </div>
  );
}
