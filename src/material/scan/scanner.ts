/** What a scanner says of a content. */
export type Verdict = { readonly clean: true } | { readonly clean: false; readonly threat: string };

/** A virus scanner (查杀). */
export interface Scanner {
  /**
   * Looks through a content.
   *
   * @throws HallError unavailable `material/scanner-away`: not reached, too slow, or it would not take this content.
   */
  scan(content: AsyncIterable<Uint8Array>): Promise<Verdict>;
}
