import type { FactsOf } from "../facts.ts";
import { type Block, paragraph } from "./block.ts";
import { dayWords, dueWords, materialsTable, sentence, you } from "./words.ts";

export function receiptBlocks(facts: FactsOf<"receipt">): Block[] {
  return [
    paragraph(
      facts.corrected
        ? `${you(facts)}于${dayWords(facts.receivedOn)}${facts.channel}提交的“${facts.item}”补正材料已经收到。目前收到的全部材料如下：`
        : `${you(facts)}于${dayWords(facts.receivedOn)}${facts.channel}提交的“${facts.item}”申请及下列材料已经收到。`,
    ),
    materialsTable(facts.materials, "本次申请没有提交附件材料。"),
    paragraph(
      `本机关最迟在${dueWords(facts.answerBy)}答复是否受理；材料不齐全或者不符合法定形式的，一次告知需要补正的全部内容。逾期没有告知的，自收到申请材料之日起即为受理（《中华人民共和国行政许可法》第三十二条第一款第四项）。`,
    ),
    paragraph("本回执证明材料已经收到，不表示申请已经受理。"),
  ];
}

export function correctionBlocks(facts: FactsOf<"correction">): Block[] {
  const { asks, correctBy, note, override } = facts;
  return [
    paragraph(
      `${you(facts)}于${dayWords(facts.receivedOn)}提交的“${facts.item}”申请收悉。经审查，申请材料不齐全或者不符合法定形式。根据《中华人民共和国行政许可法》第三十二条第一款第四项，现一次告知需要补正的全部内容，共${asks.length}项：`,
    ),
    { is: "items", items: asks.map(({ what, reason }) => `${what}：${sentence(reason)}`) },
    ...(note ? [paragraph(sentence(note))] : []),
    paragraph(
      `${correctBy ? `请在${dueWords(correctBy)}前补正，过期没有补正的，本机关可以办结。` : "请尽快补正。"}可以从网上提交，不需要到现场。收到补正材料后，本机关在五个工作日内答复；告知以外的内容，不再要求补正。`,
    ),
    ...(override ? [paragraph(`本告知书对已经告知过的材料再次提出要求，理由：${sentence(override)}`)] : []),
  ];
}

export function notAcceptanceBlocks(facts: FactsOf<"not-acceptance">): Block[] {
  return [
    paragraph(
      `${you(facts)}于${dayWords(facts.submittedOn)}提交的“${facts.item}”申请收悉。经审查，根据《中华人民共和国行政许可法》第三十二条，决定不予受理。`,
    ),
    paragraph(`理由：${sentence(facts.reason)}`),
    paragraph(sentence(facts.remedies)),
  ];
}
