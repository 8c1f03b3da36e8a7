import type { ComponentChildren, VNode } from "preact";
import type { ItemDocument } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { Block, type Fact, Facts } from "../../ui/index.ts";
import { known, Unwritten } from "./unwritten.tsx";
import { webAddress } from "./web-address.ts";

/** 办理结果 and how one gets it. */
export function ResultBlock({ house, document }: { house: House; document: ItemDocument }): VNode {
  const { codes } = house;
  const { results = [], deliverWay } = document;
  const facts = results.map(
    ({ resultName, resultType, validity, resultSample }, at): Fact => ({
      term: results.length === 1 ? "结果" : `结果 ${at + 1}`,
      value: <Named name={resultName} sample={webAddress(resultSample)} />,
      note: [
        resultType && codes.label("result_type", resultType),
        validity && `有效期 ${validity}`,
        resultSample && !webAddress(resultSample) && `样本：${resultSample}`,
      ]
        .filter(Boolean)
        .join("；"),
    }),
  );
  const ways = deliverWay?.map((code) => codes.label("deliver_way", code)).join("、");
  return (
    <Block id="result" title="您会得到">
      {facts.length === 0 ? (
        <p>
          <Unwritten what="办理结果" />
        </p>
      ) : null}
      <Facts facts={[...facts, { term: "怎么领取", value: known(ways ?? mailed(document)) }]} />
    </Block>
  );
}

/** The result, with the way to its sample where there is one to look at. */
function Named({ name, sample }: { name: string; sample: string | undefined }): ComponentChildren {
  if (sample === undefined) return name;
  return (
    <>
      {name}（<a href={sample}>样本</a>）
    </>
  );
}

function mailed({ isMailResult, isExpress }: ItemDocument): string | undefined {
  return (isMailResult ?? isExpress) ? "可以邮寄" : undefined;
}
