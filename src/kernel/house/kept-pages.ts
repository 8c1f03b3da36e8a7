/** Where news meets kept pages: a module that hears that something has changed names the tags of the pages that show it. */
export interface KeptPages {
  /** Makes every kept page with one of these tags stale, here and in the other processes of this machine. */
  invalidate(tags: readonly string[]): void;
  /** Is told of each. @returns what ends it. */
  follow(listener: (tags: readonly string[]) => void): () => void;
}

/** A house without a server keeps no pages: then nobody follows, and nothing happens. */
export function createKeptPages(): KeptPages {
  const listeners = new Set<(tags: readonly string[]) => void>();
  return {
    invalidate(tags) {
      for (const listener of listeners) listener(tags);
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
