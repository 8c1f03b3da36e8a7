/** What a crawl found. */
export interface Crawl {
  /** Addresses that were fetched. */
  readonly pages: number;
  /** Links seen on them, repeated ones too. */
  readonly links: number;
  /** `address ← page it stood on: status`. */
  readonly dead: readonly string[];
}

type Fetch = (address: string) => Promise<{ statusCode: number; body: string; location: string | undefined }>;

/**
 * Follows every link and every form address of this site from page to page, each address once.
 *
 * @param options.follow leaves out addresses of which there are very many of one kind.
 */
export async function crawl(
  fetch: Fetch,
  start: readonly string[],
  options: { follow?: (address: string) => boolean } = {},
): Promise<Crawl> {
  const from = new Map<string, string>(start.map((address) => [address, "start"]));
  const dead: string[] = [];
  let links = 0;
  // A Map gives the addresses in the order in which they were met, those met on the way as well.
  for (const [address, page] of from) {
    const { statusCode, body, location } = await fetch(address);
    if (statusCode !== 200 && statusCode !== 303) dead.push(`${address} ← ${page}: ${statusCode}`);
    const found = [...linksOf(address, body), ...(location === undefined ? [] : [location])];
    links += found.length;
    for (const link of found) {
      if (!from.has(link) && (options.follow?.(link) ?? true)) from.set(link, address);
    }
  }
  return { pages: from.size, links, dead };
}

/** Links and forms of a page that lead to this site; those of the gallery's specimens lead to examples and are left out. */
export function linksOf(address: string, body: string): string[] {
  const html = address.startsWith("/ui") ? withoutSpecimens(address, body) : body;
  return [...html.matchAll(/ (?:href|action|src)="([^"]*)"/g)]
    .map(([, href = ""]) => href.replaceAll("&amp;", "&"))
    .filter((href) => href.startsWith("/"))
    .map((href) => href.split("#", 1)[0] ?? "");
}

function withoutSpecimens(address: string, body: string): string {
  // A whole example page is a specimen from its first line to its last.
  if (/[?&]page=/.test(address)) return "";
  const first = body.indexOf('<section class="chapter"');
  const last = body.indexOf('<h2 id="chapter-pages">');
  return first < 0 || last < first ? body : body.slice(0, first) + body.slice(last);
}
