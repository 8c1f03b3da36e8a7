import type { CheckedMaterial } from "../../../application/index.ts";
import { sayBytes, sayScan } from "../../../material/index.ts";
import type { ReviewedMaterial } from "../../../ui/index.ts";
import { type CasePlace, caseFileHref } from "../paths.ts";
import type { DeskCase } from "./load.ts";

type Found = ReviewedMaterial["found"];

/** What the machine finds of a material: there or not, readable, looked through for viruses. The officer judges. */
export function findingsOf({ files }: Pick<DeskCase, "files">, one: CheckedMaterial): Found {
  const { given, need, missing } = one;
  if (missing) return [{ says: "没有提交", doubt: true }];
  if (need === "fetched" && !given) return [{ says: "免提交，由大厅核验" }];
  if (!given) return [{ says: "不是必须提交的，没有交" }];
  if (given.way === "paper" && given.files.length === 0) return [{ says: "交纸质材料，请当面核对" }];
  if (given.way === "licence") return [{ says: "从电子证照库调取" }];
  return given.files.flatMap((id): Found => {
    const file = files.get(id);
    if (!file) return [{ says: "文件不在了，请申请人重新提交", doubt: true }];
    const pages = file.pages === undefined ? "" : `，${file.pages} 页`;
    return [
      {
        says: `${file.type.toUpperCase()}${pages}，${sayBytes(file.bytes)}，${sayScan(file.scan)}`,
        doubt: file.scan === "infected",
      },
    ];
  });
}

/** Where a material came from, in words. */
export function sourceOf({ given, need }: CheckedMaterial): string {
  if (!given) return need === "fetched" ? "免提交" : "没有交";
  if (given.way === "paper") return given.files.length > 0 ? "纸质，有扫描件" : "纸质";
  if (given.way === "licence") return "电子证照";
  return given.files.length > 1 ? `上传，${given.files.length} 个文件` : "上传";
}

/** The files of a material with their addresses. */
export function filesOfMaterial(
  { files }: Pick<DeskCase, "files">,
  place: CasePlace,
  { given }: CheckedMaterial,
): { id: string; name: string; href: string; save: string }[] {
  return (given?.files ?? []).flatMap((id) => {
    const file = files.get(id);
    return file ? [{ id, name: file.name, href: caseFileHref(place, id), save: caseFileHref(place, id, true) }] : [];
  });
}
