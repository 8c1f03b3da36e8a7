import type { VNode } from "preact";
import type { ItemDocument } from "../../catalogue/index.ts";
import { Block, Fold } from "../../ui/index.ts";
import { Unwritten } from "./unwritten.tsx";

/** 常见问题. */
export function QuestionsBlock({ document }: { document: ItemDocument }): VNode {
  const { faqs = [] } = document;
  return (
    <Block id="questions" title="常见问题">
      {faqs.length === 0 ? (
        <p>
          <Unwritten what="常见问题" />
          ，想问的请拨打 <a href="tel:12345">12345</a>。
        </p>
      ) : null}
      {faqs.map(({ question, answer }, at) => (
        <Fold key={question} title={question} open={at === 0}>
          <p>{answer}</p>
        </Fold>
      ))}
    </Block>
  );
}
