import { HallError } from "../errors/index.ts";

declare const phone: unique symbol;
declare const mobile: unique symbol;

/**
 * A telephone number of the mainland as we keep it: `13800138000`; `0768-2345678`, with extension `0768-2345678-801`;
 * `12345`, `0768-12345`, `400-810-0000`. Personal data when it is a person's: log and show it only through `mask`.
 */
export type Phone = string & { readonly [phone]: true };

/** A mobile number, 11 digits: the only kind that gets a short message. */
export type MobileNumber = Phone & { readonly [mobile]: true };

/** What a number says. */
export interface PhoneFacts {
  kind: "mobile" | "landline" | "hotline";
  /** Area code with its 0; guides must show one beside a landline. */
  area: string | undefined;
  extension: string | undefined;
}

const MOBILE = /^1[3-9]\d{9}$/;
const AREA = "010|02[0-9]|0[3-9]\\d{2}";
const LANDLINE = new RegExp(`^(${AREA})-([2-8]\\d{6,7})(?:-(\\d{1,6}))?$`);
/** Public service numbers, with an area code where they are a city's: 110, 12345, 95598, 400 and 800 numbers. */
const HOTLINE = new RegExp(`^(?:(${AREA})-)?(?:1[0-2]\\d{1,3}|9[5-6]\\d{3,4})$|^[48]00-\\d{3}-\\d{4}$`);

/** The same as people write them: brackets, blanks, the number in two halves, the extension with a word. */
const WRITTEN_LANDLINE = new RegExp(
  `^\\(?(${AREA})\\)?[-\\s]*(\\d{3,4})[-\\s]*(\\d{4})(?:\\s*(?:转|ext\\.?|#|-)\\s*(\\d{1,6}))?$`,
  "i",
);
const WRITTEN_HOTLINE = new RegExp(`^(${AREA})(\\d{3,6})$`);
const SIGNS = /[-\s()]/g;

/** Whether the text is a mobile number as we keep it. */
export function isMobile(text: string): text is MobileNumber {
  return MOBILE.test(text);
}

/** Whether the text is a telephone number as we keep it. */
export function isPhone(text: string): text is Phone {
  return MOBILE.test(text) || LANDLINE.test(text) || HOTLINE.test(text);
}

/** @param text blanks, hyphens, full-width digits and +86 are forgiven. @throws HallError `codes/bad-mobile` (invalid). */
export function parseMobile(text: string): MobileNumber {
  const number = homeNumber(text).replace(SIGNS, "");
  if (!isMobile(number)) throw new HallError("invalid", "codes/bad-mobile", "手机号应为11位数字，以1开头");
  return number;
}

/**
 * A mobile, landline or public service number.
 *
 * @param text blanks, brackets, full-width digits and +86 are forgiven; an extension is written `-801` or `转801`.
 * @throws HallError `codes/bad-phone` (invalid), also for a landline without area code.
 */
export function parsePhone(text: string): Phone {
  const number = homeNumber(text);
  // Behind +86 a landline has lost the 0 of its area code.
  const written = tidied(number) ?? (/^\s*(\+|00)/.test(text) ? tidied(`0${number}`) : undefined);
  if (!written) throw new HallError("invalid", "codes/bad-phone", "电话号码不对，座机请带区号，例如0768-2345678");
  return written;
}

/** Kind, area code and extension of a number. */
export function phoneFacts(number: Phone): PhoneFacts {
  if (MOBILE.test(number)) return { kind: "mobile", area: undefined, extension: undefined };
  const landline = LANDLINE.exec(number);
  if (landline) return { kind: "landline", area: landline[1], extension: landline[3] };
  return { kind: "hotline", area: HOTLINE.exec(number)?.[1], extension: undefined };
}

/** Narrow characters, plain hyphens, no country code. */
function homeNumber(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[‐-―]/g, "-")
    .trim()
    .replace(/^(?:\+|00)86[-\s]*/, "")
    .replace(/^86[-\s]*(?=1[3-9](?:[-\s]*\d){9}$)/, "");
}

function tidied(number: string): Phone | undefined {
  const plain = number.replace(SIGNS, "");
  const landline = WRITTEN_LANDLINE.exec(number);
  const hotline = WRITTEN_HOTLINE.exec(plain);
  const toll = /^([48]00)(\d{3})(\d{4})$/.exec(plain);
  const candidates = [
    plain,
    landline && `${landline[1]}-${landline[2]}${landline[3]}${landline[4] ? `-${landline[4]}` : ""}`,
    hotline && `${hotline[1]}-${hotline[2]}`,
    toll && `${toll[1]}-${toll[2]}-${toll[3]}`,
  ];
  return candidates.filter((one) => one !== null).find(isPhone);
}
