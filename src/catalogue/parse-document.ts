import { Compile } from "typebox/compile";
import { HallError } from "../kernel/errors/index.ts";
import { hasStrangeText } from "./clean-text.ts";
import { ItemDocument } from "./document.ts";

let compiled: ReturnType<typeof Compile<typeof ItemDocument>> | undefined;

/** Largest document as canonical JSON, in characters: ten times the longest real guide. */
export const mostCharacters = 400_000;

/**
 * Reads an item document that came from outside.
 *
 * @throws HallError `catalogue/bad-document` (invalid) naming the fields at fault, never their values.
 */
export function parseDocument(value: unknown): ItemDocument {
  compiled ??= Compile(ItemDocument);
  if (compiled.Check(value)) {
    if (!hasStrangeText(value)) return value as ItemDocument;
    const strange = Object.entries(value).filter(([, member]) => hasStrangeText(member));
    throw badDocument(Object.fromEntries(strange.map(([field]) => [field, "有看不见的字符，请重新输入"])));
  }
  const fields: Record<string, string> = {};
  for (const { instancePath, keyword } of compiled.Errors(value)) {
    const field = instancePath.split("/")[1] ?? "";
    fields[field || "taskName"] ??= `这一项的写法不对（${keyword}）`;
  }
  throw badDocument(fields);
}

function badDocument(fields: Record<string, string>): HallError {
  return new HallError("invalid", "catalogue/bad-document", "事项内容有写法不对的地方", { fields });
}
