/** What the bench asks of the process that makes drafts and cases. */
export type MakerQuestion =
  | { readonly prepare: "cookies" }
  | { readonly prepare: "drafts" | "cases" | "volume"; readonly count: number };

/** A case that was made for the bench. */
export interface MadeForBench {
  readonly id: string;
  readonly number: string;
  readonly seen: string;
  readonly password: string;
}

/** A draft that was made for the bench, and its ETag. */
export interface DraftForBench {
  readonly id: string;
  readonly seen: string;
}
