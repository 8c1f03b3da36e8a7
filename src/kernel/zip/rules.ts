/** What can be wrong with an archive; whoever reads it says it in words of its own. */
export type ZipFault =
  /** Cut off, or its inner order is wrong. */
  | "damaged"
  /** There is something else before or behind it. */
  | "foreign"
  /** Encrypted. */
  | "locked"
  /** A few bytes would become very many. */
  | "bomb"
  /** Too much in all, though honestly packed. */
  | "large"
  /** More comes out of an entry than its directory says. */
  | "longer";

/** How much is taken, and how it is refused. */
export interface ZipRules {
  /** Bytes of all entries together, unpacked. */
  readonly mostUnpacked: number;
  /** An entry larger than this may be `mostRatio` times its packed size and no more. */
  readonly ratioFrom: number;
  /** The refusal. @param where for the one who mends it, English. */
  readonly refuse: (fault: ZipFault, where: string) => Error;
}

/** Files of one archive. */
export const mostEntries = 5_000;
/** Bytes of its directory. */
export const mostDirectory = 4 * 1024 * 1024;
/** Text packs to a tenth, tables of numbers or empty cells to a fiftieth; deflate ends at 1032, and so do bombs. */
export const mostRatio = 200;
