/**
 * The form in which codes are compared: full-width characters made narrow, blanks taken out, letters capital. People paste
 * codes from documents in all these shapes; the check digit, not the shape, says whether they are right.
 */
export function canonical(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "").toUpperCase();
}
