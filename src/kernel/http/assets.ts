import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { compress, type Encoding } from "./encoding.ts";
import { etagOf } from "./etag.ts";

/** One static file in memory. */
export interface Asset {
  readonly type: string;
  readonly etag: string;
  /** The body in the encoding a client takes, compressed once and kept. */
  body(wanted: Encoding): Promise<{ encoding: Encoding; body: Buffer }>;
}

/** The static files of a build: style sheets, islands, icons, each under a name that holds a hash of its content. */
export interface Assets {
  /** `hall.css` → `/assets/hall.1A2B3C4D.css`. @throws RangeError when the build has no such file: a link into nothing is a defect. */
  url(name: string): string;
  /** Whether the build has this file. */
  has(name: string): boolean;
  /** The file behind a hashed name. */
  find(hashed: string): Asset | undefined;
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};
const packed = new Set([".png", ".jpg", ".webp", ".woff2"]);

/**
 * Reads a build's static files into memory.
 *
 * @param folder `dist/assets`, with `manifest.json` (name → hashed name). `x.br` and `x.gz` beside `x` are used as they are;
 *   otherwise a file is compressed when it is first asked for. A missing folder gives no assets (a test, a first start).
 */
export function loadAssets(folder: string): Assets {
  const manifestFile = path.join(folder, "manifest.json");
  if (!existsSync(manifestFile)) return assetsOf(new Map(), new Map());
  const manifest: unknown = JSON.parse(readFileSync(manifestFile, "utf8"));
  const names = new Map(Object.entries(manifest as Record<string, string>));
  const files = new Map<string, Asset>();
  for (const file of readdirSync(folder)) {
    const type = types[path.extname(file)];
    if (!type || file === "manifest.json") continue;
    const body = readFileSync(path.join(folder, file));
    const ready = {
      br: readIfThere(path.join(folder, `${file}.br`)),
      gzip: readIfThere(path.join(folder, `${file}.gz`)),
    };
    files.set(file, assetOf(body, type, packed.has(path.extname(file)), ready));
  }
  return assetsOf(names, files);
}

/** No assets at all. */
export const noAssets: Assets = assetsOf(new Map(), new Map());

/**
 * Adds files that are made at start rather than by the build, e.g. the themes of this installation's halls.
 *
 * @param made name → text; each is served under a name with a hash of its text, like the files of the build.
 */
export function withMadeAssets(assets: Assets, made: Readonly<Record<string, string>>): Assets {
  const names = new Map<string, string>();
  const files = new Map<string, Asset>();
  for (const [name, text] of Object.entries(made)) {
    const body = Buffer.from(text);
    const { name: stem, ext } = path.parse(name);
    const type = types[ext];
    if (!type) throw new RangeError(`no media type is known for ${name}`);
    const hashed = `${stem}.${createHash("sha256").update(body).digest("hex").slice(0, 12)}${ext}`;
    names.set(name, hashed);
    files.set(hashed, assetOf(body, type, packed.has(ext), { br: undefined, gzip: undefined }));
  }
  const added = assetsOf(names, files);
  return {
    url: (name) => (added.has(name) ? added.url(name) : assets.url(name)),
    has: (name) => added.has(name) || assets.has(name),
    find: (hashed) => added.find(hashed) ?? assets.find(hashed),
  };
}

function assetsOf(names: ReadonlyMap<string, string>, files: ReadonlyMap<string, Asset>): Assets {
  return {
    url(name) {
      const hashed = names.get(name);
      if (!hashed) throw new RangeError(`no asset ${name} in this build`);
      return `/assets/${hashed}`;
    },
    has: (name) => names.has(name),
    find: (hashed) => files.get(hashed),
  };
}

function assetOf(
  identity: Buffer,
  type: string,
  incompressible: boolean,
  ready: { br: Buffer | undefined; gzip: Buffer | undefined },
): Asset {
  let compressed: Promise<{ br: Buffer; gzip: Buffer }> | undefined;
  if (ready.br && ready.gzip) compressed = Promise.resolve({ br: ready.br, gzip: ready.gzip });
  return {
    type,
    etag: etagOf(identity),
    async body(wanted) {
      if (wanted === "identity" || incompressible) return { encoding: "identity", body: identity };
      compressed ??= compress(identity, 11);
      return { encoding: wanted, body: (await compressed)[wanted] };
    },
  };
}

function readIfThere(file: string): Buffer | undefined {
  return existsSync(file) ? readFileSync(file) : undefined;
}
