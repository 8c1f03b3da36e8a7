import type { VNode } from "preact";
import type { House } from "../../kernel/house/index.ts";
import { QrCode, StartPanel } from "../../ui/index.ts";
import { limitWords, visitWords } from "./item-words.ts";
import { latelyWords } from "./lately.ts";
import type { Guide } from "./load-guide.ts";
import { known } from "./unwritten.tsx";
import { callAddress } from "./web-address.ts";

/** The side of the guide: the one button, and what it costs in days, money and ways. */
export function Side({ guide, start }: { guide: Guide; start: { href: string; words: string } }): VNode {
  const { item, document, lately } = guide;
  const phone = document.linkWay?.phone ?? "12345";
  const call = callAddress(phone);
  return (
    <StartPanel
      {...start}
      facts={[
        { term: "承诺", value: known(item.promise && limitWords(item.promise)) },
        { term: "法定", value: known(item.legal && limitWords(item.legal)) },
        { term: "跑动", value: known(visitWords(item.visits)) },
        { term: "费用", value: feeWords(document.isFee) },
        { term: "办理单位", value: known(document.deptName) },
        ...(lately ? [{ term: "实际", value: latelyWords(lately) }] : []),
        { term: "咨询", value: call ? <a href={call}>{phone}</a> : phone },
      ]}
    />
  );
}

/** The way to go on by phone, and which version one reads. */
export function SideFoot({ house, guide }: { house: House; guide: Guide }): VNode {
  const { item } = guide;
  return (
    <>
      <div class="panel licence-scan">
        <QrCode text={new URL(`/items/${item.id}`, house.config.publicUrl).href} says="本指南的二维码" />
        <p class="small quiet">手机扫一扫，接着看这份指南</p>
      </div>
      <p class="small quiet noprint">
        事项编码 <span class="code">{item.code}</span>
        <br />第 {guide.version.version} 版 · {guide.publishedOn} 公布 · 按 Ctrl+P
        可打印本指南，手机上用“分享”里的“打印”
      </p>
    </>
  );
}

function feeWords(isFee: boolean | undefined) {
  if (isFee === undefined) return known(undefined);
  return isFee ? <a href="#fee">收费，看标准</a> : "不收费";
}
