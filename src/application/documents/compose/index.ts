import { dayOf } from "../../../kernel/calendar/index.ts";
import type { DocumentFacts } from "../facts.ts";
import { documentKinds } from "../kinds.ts";
import { acceptanceBlocks, grantBlocks, refusalBlocks, resultBlocks } from "./after-acceptance.ts";
import { correctionBlocks, notAcceptanceBlocks, receiptBlocks } from "./before-acceptance.ts";
import { type Block, type Composed, paragraph } from "./block.ts";
import { dayWords } from "./words.ts";

export type { Block, Composed, TableColumn } from "./block.ts";

/** The words of a document in order, before anything is set: what it says is decided here and nowhere else. */
export function composeDocument(facts: DocumentFacts): Composed {
  return {
    title: documentKinds[facts.kind].title(facts.permit),
    number: facts.number,
    caseNumber: facts.caseNumber,
    to: `${facts.applicant}：`,
    blocks: [...blocksOf(facts), ...(facts.phone ? [paragraph(`联系电话：${facts.phone}`)] : [])],
    issuer: facts.issuer,
    date: dayWords(dayOf(facts.at)),
  };
}

function blocksOf(facts: DocumentFacts): Block[] {
  switch (facts.kind) {
    case "receipt":
      return receiptBlocks(facts);
    case "correction":
      return correctionBlocks(facts);
    case "acceptance":
      return acceptanceBlocks(facts);
    case "not-acceptance":
      return notAcceptanceBlocks(facts);
    case "grant":
      return grantBlocks(facts);
    case "refusal":
      return refusalBlocks(facts);
    case "result":
      return resultBlocks(facts);
  }
}
