/** Fields whose value is never written, whatever it is; compared in lower case without `_` and `-`. */
const hiddenNames = new Set([
  "password",
  "passwordhash",
  "querypassword",
  "token",
  "secret",
  "cookie",
  "setcookie",
  "authorization",
  "csrf",
  "idnumber",
  "phone",
  "mobile",
  "mail",
  "email",
  "address",
  "applicantname",
  "holdername",
  "contactname",
  "personname",
  "secretaccesskey",
]);

/** Numbers that name a person wherever they stand: identity cards (GB 11643), mobile phones, and passwords in addresses. */
const hiddenTexts: readonly [RegExp, string][] = [
  [/(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])/g, "[身份证号]"],
  [/(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/g, "[手机号]"],
  [/(\w+:\/\/[^\s:/@]*):[^\s@/]+@/g, "$1:[密码]@"],
];

const deepest = 6;

/** Names already judged: the same few stand in every line. Bounded, because names may come from outside. */
const judged = new Map<string, boolean>();

function isHidden(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const hidden = hiddenNames.has(name.toLowerCase().replaceAll(/[_-]/g, ""));
  if (judged.size < 1_000) judged.set(name, hidden);
  return hidden;
}

/**
 * A copy that may stand in a log: hidden names lose their values, identity and phone numbers and passwords in addresses
 * are replaced inside every text. An `Error` becomes its name, code, message and stack, each treated the same way.
 *
 * A credit code (统一社会信用代码) starts with a digit too, but holds letters in nearly all cases; one of digits only is hidden
 * as well: losing it from a log costs less than keeping a person's number.
 */
export function withoutPersonalData<Value>(value: Value): Value {
  return isHarmless(value) ? value : (hide(value, 0) as Value);
}

/** Whether nothing of a value, or of the fields of a flat object, is hidden: nearly every line is such, and needs no copy. */
function isHarmless(value: unknown): boolean {
  if (isPlainHarmless(value)) return true;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const name in value) {
    if (isHidden(name) || !isPlainHarmless((value as Record<string, unknown>)[name])) return false;
  }
  return true;
}

function isPlainHarmless(value: unknown): boolean {
  if (typeof value === "string") return !suspicious.test(value);
  // Ten digits and fewer are no number of a person's.
  if (typeof value === "number") return Number.isInteger(value) ? Math.abs(value) < 1e10 : String(value).length < 11;
  return value === undefined || value === null || typeof value === "boolean";
}

function hide(value: unknown, depth: number): unknown {
  if (typeof value === "string") return hideText(value);
  if (typeof value === "number" || typeof value === "bigint") {
    const text = String(value);
    return hideText(text) === text ? value : hideText(text);
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth >= deepest) return "[…]";
  if (value instanceof Error) return hideError(value, depth);
  if (Array.isArray(value)) return value.map((each) => hide(each, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) {
    copy[name] = isHidden(name) ? "[不记录]" : hide(each, depth + 1);
  }
  return copy;
}

/** Eleven digits in a row or an address: nothing shorter can be a number or a password in an address. */
const suspicious = /\d{11}|:\/\//;

function hideText(value: string): string {
  if (!suspicious.test(value)) return value;
  return hiddenTexts.reduce((text, [found, put]) => text.replace(found, put), value);
}

function hideError(error: Error, depth: number): unknown {
  const { name, message, stack, cause } = error;
  const code = "code" in error ? error.code : undefined;
  return hide({ name, code, message, stack, ...(cause === undefined ? {} : { cause }) }, depth + 1);
}
