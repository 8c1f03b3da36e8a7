import type { Column } from "../definition.ts";
import { choice, choices, declaration, yesNo } from "./choices.ts";
import { bankCard, division, file, idNumber, phone, uscc } from "./codes.ts";
import { date, month, slot } from "./days.ts";
import type { Kind } from "./kind.ts";
import { integer, money, number } from "./numbers.ts";
import { longText, text } from "./words.ts";

export { asText, type Given, type JsonSchema, type Kind, type Read, type Value } from "./kind.ts";

type Kinds = { [K in Column["kind"]]: Kind<Extract<Column, { kind: K }>> };

const kinds: Kinds = {
  text,
  longText,
  idNumber,
  uscc,
  phone,
  bankCard,
  money,
  integer,
  number,
  date,
  month,
  slot,
  division,
  yesNo,
  choice,
  choices,
  declaration,
  file,
};

/** How this question is read, written and shown. */
export function kindOf(asked: Column): Kind<Column> {
  // The table pairs each kind with its own questions; TypeScript cannot follow a pairing through a union.
  return kinds[asked.kind] as Kind<Column>;
}

/** Whether the kind is answered by one value. */
export function isSimpleKind(kind: string): kind is Column["kind"] {
  return Object.hasOwn(kinds, kind);
}
