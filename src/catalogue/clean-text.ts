/** Control characters but tab and line breaks, and halves of characters: PostgreSQL keeps neither, and nobody can see them. */
const strange = /(?![\n\r\t])[\p{Cc}\p{Cs}]/u;
const allStrange = new RegExp(strange, "gu");

/** Whether some text of the value, however deep, has characters that cannot be kept. */
export function hasStrangeText(value: unknown): boolean {
  if (typeof value === "string") return strange.test(value);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(hasStrangeText);
  return Object.entries(value).some(([key, member]) => strange.test(key) || hasStrangeText(member));
}

/** The value without such characters. */
export function withoutStrangeText(value: unknown): unknown {
  if (typeof value === "string") return value.replace(allStrange, "");
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutStrangeText);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.replace(allStrange, ""), withoutStrangeText(member)]),
  );
}
