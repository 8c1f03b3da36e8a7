import type { VNode } from "preact";
import type { ItemDocument } from "../../catalogue/index.ts";
import { Block, Facts } from "../../ui/index.ts";
import { Unwritten } from "./unwritten.tsx";

/** 收费依据及标准. */
export function FeeBlock({ document }: { document: ItemDocument }): VNode {
  const { isFee, fees = [], feeBasis } = document;
  const free =
    isFee === false || (isFee === undefined && fees.length > 0 && fees.every(({ amountFen }) => amountFen === 0));
  return (
    <Block id="fee" title="费用">
      {free ? (
        <p>
          不收费。任何人以此名义收费，请拨打 <a href="tel:12345">12345</a>。
        </p>
      ) : null}
      {!free && fees.length > 0 ? (
        <Facts
          facts={fees.map(({ feeName, feeStand, byLaw, descExplain }) => ({
            term: feeName,
            value: feeStand,
            note: [byLaw && `依据：${byLaw}`, descExplain].filter(Boolean).join("；"),
          }))}
        />
      ) : null}
      {!free && fees.length === 0 ? (
        <p>
          {isFee ? "要收费，" : null}
          <Unwritten what={isFee ? "多少" : "收不收费"} />
          ，办理前请先咨询。
        </p>
      ) : null}
      {!free && feeBasis ? <p class="small quiet above">收费依据：{feeBasis}</p> : null}
      {!free && document.isPayOnline !== undefined ? (
        <p class="small quiet">{document.isPayOnline ? "可以网上缴费。" : "不能网上缴费。"}</p>
      ) : null}
    </Block>
  );
}
