import { compress, type Encoding } from "./encoding.ts";
import { etagOf } from "./etag.ts";

/** One kept page: bytes ready for the wire. */
export interface KeptPage {
  readonly etag: string;
  /** The bodies at hand; `identity` always, the others once compressed. */
  readonly bodies: { readonly identity: Buffer; br?: Buffer; gzip?: Buffer };
  /** All headers but length, encoding and request number, as name, value, name, value… */
  readonly headers: readonly string[];
  readonly tags: readonly string[];
  /** `performance.now()` after which it is rendered anew. */
  readonly staleAt: number;
}

/** What a render gives; `keep` absent = personal after all, nobody else gets it. */
export interface Rendering<T> {
  readonly value: T;
  readonly keep?: {
    readonly body: Buffer;
    readonly headers: Readonly<Record<string, string>>;
    readonly tags: readonly string[];
    readonly seconds: number;
  };
}

/** Finished pages of anonymous visitors, bounded by bytes; the least recently used go first. */
export interface PageCache {
  /** The kept page, if it is still good. */
  find(key: string): KeptPage | undefined;
  /**
   * Renders once for all who wait on the same key, and keeps the result.
   *
   * @returns the rendering's value; those who waited get `undefined` when the rendering turned out personal, and render for themselves.
   * @throws what the rendering throws, to all who waited.
   */
  fill<T>(key: string, render: () => Promise<Rendering<T>>): Promise<{ own: true; value: T } | { own: false }>;
  /** Drops all pages with one of these tags, and whatever is being rendered now is not kept under them. */
  invalidate(tags: readonly string[]): void;
  /** Is told of each `invalidate` of this process, to pass it on to the others. */
  onInvalidate: ((tags: readonly string[]) => void) | undefined;
  /** As `invalidate`, without passing it on. */
  drop(tags: readonly string[]): void;
  clear(): void;
  readonly pages: number;
  readonly bytes: number;
}

/** Bytes a page costs beside its bodies: key, headers, map entry. */
const overhead = 1024;

/** @param options.maxBytes all bodies together; default 32 MB, part of the 150 MB a process may use. */
export function createPageCache(options: { maxBytes?: number } = {}): PageCache {
  const maxBytes = options.maxBytes ?? 32 * 1024 * 1024;
  const kept = new Map<string, KeptPage>();
  const byTag = new Map<string, Set<string>>();
  const rendering = new Map<string, Promise<boolean>>();
  const compressing = new Set<KeptPage>();
  /** Tags dropped while something was being rendered → the count of drops then. */
  const dropped = new Map<string, number>();
  let drops = 0;
  let running = 0;
  let bytes = 0;

  const cache: PageCache = {
    find(key) {
      const page = kept.get(key);
      if (!page) return undefined;
      if (page.staleAt <= performance.now()) {
        remove(key);
        return undefined;
      }
      // Map order is the order of use.
      kept.delete(key);
      kept.set(key, page);
      if (!page.bodies.br && !compressing.has(page)) void compressLater(key, page);
      return page;
    },

    async fill(key, render) {
      const waitedFor = rendering.get(key);
      if (waitedFor && (await waitedFor)) return { own: false };
      const before = drops;
      running += 1;
      const work = render();
      const done = work.then((result) => result.keep !== undefined);
      rendering.set(key, done);
      // The waiting ones see the failure; without any, nobody else shall call it unhandled.
      done.catch(() => undefined);
      try {
        const { value, keep } = await work;
        if (keep && !keep.tags.some((tag) => (dropped.get(tag) ?? 0) > before)) store(key, keep);
        return { own: true, value };
      } finally {
        running -= 1;
        if (running === 0) dropped.clear();
        if (rendering.get(key) === done) rendering.delete(key);
      }
    },

    invalidate(tags) {
      cache.drop(tags);
      cache.onInvalidate?.(tags);
    },
    onInvalidate: undefined,
    drop(tags) {
      drops += 1;
      for (const tag of tags) {
        if (running > 0) dropped.set(tag, drops);
        for (const key of Array.from(byTag.get(tag) ?? [])) remove(key);
      }
      // Who comes from now on may not wait for a rendering that read the old state.
      rendering.clear();
    },
    clear() {
      for (const key of Array.from(kept.keys())) remove(key);
    },
    get pages() {
      return kept.size;
    },
    get bytes() {
      return bytes;
    },
  };
  return cache;

  function store(key: string, keep: NonNullable<Rendering<unknown>["keep"]>): void {
    if (keep.body.length + overhead > maxBytes / 4) return;
    remove(key);
    const etag = etagOf(keep.body);
    const headers = Object.entries({ ...keep.headers, etag }).flat();
    const staleAt = performance.now() + keep.seconds * 1000;
    const page: KeptPage = { etag, bodies: { identity: keep.body }, headers, tags: keep.tags, staleAt };
    kept.set(key, page);
    for (const tag of keep.tags) byTag.set(tag, (byTag.get(tag) ?? new Set()).add(key));
    bytes += sizeOf(page);
    evict();
  }

  function remove(key: string): void {
    const page = kept.get(key);
    if (!page) return;
    kept.delete(key);
    bytes -= sizeOf(page);
    for (const tag of page.tags) {
      const keys = byTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) byTag.delete(tag);
    }
  }

  function evict(): void {
    for (const key of kept.keys()) {
      if (bytes <= maxBytes) return;
      remove(key);
    }
  }

  /** A page asked for a second time is worth compressing; one a crawler saw once is not. */
  async function compressLater(key: string, page: KeptPage): Promise<void> {
    compressing.add(page);
    try {
      const { br, gzip } = await compress(page.bodies.identity, 5);
      if (kept.get(key) !== page) return;
      bytes += br.length + gzip.length;
      Object.assign(page.bodies, { br, gzip });
      evict();
    } finally {
      compressing.delete(page);
    }
  }
}

function sizeOf(page: KeptPage): number {
  const { identity, br, gzip } = page.bodies;
  return overhead + identity.length + (br?.length ?? 0) + (gzip?.length ?? 0);
}

/** The body to send for what a client takes: compressed only when it is at hand already. */
export function bodyFor(page: KeptPage, wanted: Encoding): { encoding: Encoding; body: Buffer } {
  const body = wanted === "identity" ? undefined : page.bodies[wanted];
  return body ? { encoding: wanted, body } : { encoding: "identity", body: page.bodies.identity };
}
