import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { loadAssets } from "./assets.ts";
import { exampleHouse } from "./house.fixture.ts";
import { createServer } from "./server.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "wangting-assets-"));
const css = ".a { color: red; }\n".repeat(100);
writeFileSync(path.join(folder, "hall.1A2B3C4D.css"), css);
writeFileSync(path.join(folder, "notes.private"), "no");
writeFileSync(path.join(folder, "manifest.json"), JSON.stringify({ "hall.css": "hall.1A2B3C4D.css" }));
const assets = loadAssets(folder);
const { app } = await createServer(exampleHouse().house, { assets });
after(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const url = assets.url("hall.css");

test("a file is found under its hashed name, kept for ever by browsers, and asked for again for nothing", async () => {
  assert.equal(url, "/assets/hall.1A2B3C4D.css");
  const answer = await app.inject({ url });
  assert.equal(answer.body, css);
  assert.equal(answer.headers["content-type"], "text/css; charset=utf-8");
  assert.equal(answer.headers["cache-control"], "public, max-age=31536000, immutable");
  const again = await app.inject({ url, headers: { "if-none-match": String(answer.headers.etag) } });
  assert.equal(again.statusCode, 304);
});

test("it travels compressed to those who take it, and is the same file for all", async () => {
  const br = await app.inject({ url, headers: { "accept-encoding": "gzip, deflate, br" } });
  assert.equal(br.headers["content-encoding"], "br");
  assert.equal(brotliDecompressSync(br.rawPayload).toString(), css);
  const gzip = await app.inject({ url, headers: { "accept-encoding": "br;q=0, gzip" } });
  assert.equal(gzip.headers["content-encoding"], "gzip");
  assert.equal(gunzipSync(gzip.rawPayload).toString(), css);
  const plain = await app.inject({ url, headers: { "accept-encoding": "identity" } });
  assert.equal(plain.headers["content-encoding"], undefined);
  assert.equal(plain.headers.vary, "Accept-Encoding");
});

test("nothing else of the disk can be reached", async () => {
  for (const name of ["manifest.json", "notes.private", "..%2f..%2fetc%2fpasswd", "../server.ts", "hall.css"]) {
    assert.equal((await app.inject({ url: `/assets/${name}` })).statusCode, 404, name);
  }
});

test("a link to a file the build lacks is a defect, found when the page is made", () => {
  assert.throws(() => assets.url("missing.css"), RangeError);
  assert.ok(!loadAssets(path.join(folder, "nowhere")).has("hall.css"));
});
