/** The place of an article in its law: 第三十二条 is `{ number: 32, insertion: 0 }`, 第十条之一 `{ number: 10, insertion: 1 }`. */
export interface ArticleNumber {
  readonly number: number;
  readonly insertion: number;
}

const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const numeral = "[零〇一二两三四五六七八九十百千\\d]+";

/** One article in a text; group 1 its number, group 2 its insertion. */
export const articlePattern = new RegExp(`第(${numeral})条(?:之(${numeral}))?`, "u");

/** Reads 第三十二条, 第32条, 第十条之一. @returns undefined when the text names no article. */
export function readArticleNumber(text: string): ArticleNumber | undefined {
  const found = articlePattern.exec(text);
  const number = found?.[1] === undefined ? undefined : readNumeral(found[1]);
  const insertion = found?.[2] === undefined ? 0 : readNumeral(found[2]);
  if (number === undefined || insertion === undefined || number < 1 || number > 2000 || insertion > 99)
    return undefined;
  return { number, insertion };
}

/** 32 → 第三十二条, as laws are printed. */
export function articleLabel({ number, insertion }: ArticleNumber): string {
  return `第${writeNumeral(number)}条${insertion === 0 ? "" : `之${writeNumeral(insertion)}`}`;
}

/** 一千零四十六 or 1046. @returns undefined when it is no number. */
export function readNumeral(text: string): number | undefined {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  let total = 0;
  let digit: number | undefined;
  for (const character of text) {
    const unit = units[character];
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = undefined;
      continue;
    }
    const value = digits[character];
    if (value === undefined || (digit !== undefined && digit !== 0)) return undefined;
    digit = value;
  }
  return text === "" ? undefined : total + (digit ?? 0);
}

function writeNumeral(value: number): string {
  const names = "零一二三四五六七八九";
  let text = "";
  let gap = false;
  for (const [unit, name] of [
    [1000, "千"],
    [100, "百"],
    [10, "十"],
    [1, ""],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) {
      gap = text !== "";
      continue;
    }
    text += `${gap ? "零" : ""}${names[digit]}${name}`;
    gap = false;
  }
  return text.replace(/^一十/, "十");
}
