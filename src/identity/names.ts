import { HallError } from "../kernel/errors/index.ts";

/** A person's name as kept: NFC, single blanks; `·` of names of minorities as the standard writes it. */
export function parsePersonName(text: string): string {
  const name = text
    .normalize("NFC")
    .replaceAll(/[•・‧．·]|(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, "·")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (/^[\p{L}\p{M}][\p{L}\p{M}·' .-]{1,49}$/u.test(name)) return name;
  throw badName("name", "请填写证件上的姓名");
}

/** A legal person's name as kept: full-width brackets, no blanks at its ends. */
export function parseLegalName(text: string): string {
  const name = text.normalize("NFC").replaceAll("(", "（").replaceAll(")", "）").replaceAll(/\s+/g, " ").trim();
  if (name.length >= 2 && name.length <= 200 && /\p{L}/u.test(name)) return name;
  throw badName("name", "请填写证照上的完整名称");
}

function badName(field: string, sentence: string): HallError {
  return new HallError("invalid", "identity/bad-name", sentence, { fields: { [field]: sentence } });
}
