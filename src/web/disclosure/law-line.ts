import type { Law } from "../../disclosure/index.ts";
import type { LinkLine } from "../../ui/index.ts";
import type { AtHall } from "../at-hall.ts";

/** What kinds of documents are called; a stub's is not known. */
export const lawKinds: Readonly<Record<Law["kind"], string>> = {
  law: "法律",
  regulation: "行政法规",
  "local-regulation": "地方性法规",
  rule: "规章",
  policy: "政策文件",
  unknown: "",
};

/** A title in the marks it is cited with. */
export function lawTitle(title: string): string {
  return title.startsWith("《") ? title : `《${title}》`;
}

/** A law as one line. */
export function lawLine(at: Pick<AtHall, "href">, law: Pick<Law, "id" | "title" | "kind" | "stub">): LinkLine {
  return {
    href: at.href(`/laws/${law.id}`),
    title: lawTitle(law.title),
    meta: law.stub ? "正文待录入" : lawKinds[law.kind],
  };
}
