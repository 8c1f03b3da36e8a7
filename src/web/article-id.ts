/** The place of an article in the page of its law. @param key as `articleKey` of disclosure gives it. */
export function articleId(key: string): string {
  return `a${key.replace(".", "-")}`;
}
