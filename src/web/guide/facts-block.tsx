import type { VNode } from "preact";
import type { House } from "../../kernel/house/index.ts";
import { Block, Facts } from "../../ui/index.ts";
import { dayWords } from "../day-words.ts";
import type { Guide } from "./load-guide.ts";
import { known } from "./unwritten.tsx";

/** 基本要素 of the item, its codes, its version and how complete the guide is. */
export function FactsBlock({ house, guide }: { house: House; guide: Guide }): VNode {
  const { codes } = house;
  const { item, document, version, score } = guide;
  const label = (table: string, code: string | undefined) => known(code && codes.label(table, code));
  const many = (table: string, list: readonly string[] | undefined) =>
    known(list?.map((code) => codes.label(table, code)).join("、"));
  const missing = score.missing.map(({ name }) => name);
  return (
    <Block id="facts" title="基本信息">
      <Facts
        facts={[
          { term: "办理单位", value: known(document.deptName) },
          { term: "事项类型", value: label("item_type", document.taskType) },
          { term: "行使层级", value: label("use_level", document.useLevel) },
          { term: "服务对象", value: many("audience_v2", document.serverType) },
          { term: "办件类型", value: label("case_type", document.projectType) },
          { term: "通办范围", value: label("handle_area", document.handleArea) },
          ...(document.otherDept ? [{ term: "联办单位", value: document.otherDept.join("、") }] : []),
          { term: "事项编码", value: <span class="code">{item.code}</span> },
          { term: "版本", value: `第 ${version.version} 版，${dayWords(guide.publishedOn)}公布` },
          {
            term: "指南完整度",
            value: `${score.score} 分（满分 100）`,
            note: missing.length > 0 ? `还没有公布：${missing.join("、")}` : "应写的都写了",
          },
        ]}
      />
    </Block>
  );
}
