import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** How a body can travel. */
export type Encoding = "identity" | "gzip" | "br";

const seen = new Map<string, Encoding>();
const mostSeen = 200;

/**
 * The best encoding a client takes (RFC 9110 12.5.3): br before gzip before none. Browsers send a handful of different headers,
 * so answers are remembered.
 */
export function pickEncoding(accept: string | undefined): Encoding {
  if (!accept) return "identity";
  const known = seen.get(accept);
  if (known) return known;
  const picked = parseAccept(accept);
  if (seen.size < mostSeen) seen.set(accept, picked);
  return picked;
}

function parseAccept(accept: string): Encoding {
  const taken = new Set<string>();
  for (const part of accept.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((each) => each.trim());
    const quality = parameters.find((each) => each.startsWith("q="))?.slice(2);
    if (quality === undefined || Number(quality) > 0) taken.add(name);
  }
  return taken.has("br") ? "br" : taken.has("gzip") ? "gzip" : "identity";
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Compresses off the main thread. @param effort brotli 5 for pages that live a minute, 11 for files that never change. */
export async function compress(body: Buffer, effort: 5 | 11): Promise<{ br: Buffer; gzip: Buffer }> {
  const br = await brotli(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: effort,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
  return { br, gzip: await zip(body, { level: effort === 11 ? 9 : 6 }) };
}
