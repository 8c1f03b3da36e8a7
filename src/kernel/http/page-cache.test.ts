import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import fc from "fast-check";
import { bodyFor, createPageCache } from "./page-cache.ts";

function rendering(text: string, tags: string[] = ["t"], seconds = 60) {
  return { value: text, keep: { body: Buffer.from(text), headers: {}, tags, seconds } };
}

test("what was rendered once is found, byte for byte, until its tag is made stale", async () => {
  const cache = createPageCache();
  await cache.fill("a", async () => rendering("甲", ["item:1"]));
  await cache.fill("b", async () => rendering("乙", ["item:2"]));
  assert.equal(cache.find("a")?.bodies.identity.toString(), "甲");
  cache.invalidate(["item:1"]);
  assert.equal(cache.find("a"), undefined);
  assert.equal(cache.find("b")?.bodies.identity.toString(), "乙");
});

test("a hundred visitors at once cost one rendering", async () => {
  const cache = createPageCache();
  let renderings = 0;
  const one = () =>
    cache.fill("a", async () => {
      renderings += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return rendering("甲");
    });
  const results = await Promise.all(Array.from({ length: 100 }, one));
  assert.equal(renderings, 1);
  assert.equal(results.filter((each) => each.own).length, 1);
});

test("a rendering that turned out personal is shared with nobody", async () => {
  const cache = createPageCache();
  let count = 0;
  const one = () =>
    cache.fill("a", async () => {
      count += 1;
      return { value: count };
    });
  const results = await Promise.all([one(), one(), one()]);
  assert.deepEqual(results.map((each) => each.own && each.value).sort(), [1, 2, 3]);
  assert.equal(cache.find("a"), undefined);
});

test("a failing rendering fails all who wait, and the next visitor tries anew", async () => {
  const cache = createPageCache();
  const fail = () => cache.fill("a", () => Promise.reject(new Error("gone")));
  const results = await Promise.allSettled([fail(), fail()]);
  assert.ok(results.every((each) => each.status === "rejected"));
  assert.ok((await cache.fill("a", async () => rendering("甲"))).own);
});

test("a page rendered from what has changed meanwhile is not kept, and who comes after the change does not wait for it", async () => {
  const cache = createPageCache();
  const release = Promise.withResolvers<void>();
  const old = cache.fill("a", async () => {
    await release.promise;
    return rendering("旧", ["item:1"]);
  });
  cache.invalidate(["item:1"]);
  const fresh = await cache.fill("a", async () => rendering("新", ["item:1"]));
  assert.ok(fresh.own);
  release.resolve();
  await old;
  assert.equal(cache.find("a")?.bodies.identity.toString(), "新");
});

test("a page asked for again is compressed, and says the same in every encoding", async () => {
  const cache = createPageCache();
  const text = "办件进度 ".repeat(500);
  await cache.fill("a", async () => rendering(text));
  assert.equal(bodyFor(cache.find("a") ?? assert.fail(), "br").encoding, "identity");
  while (!cache.find("a")?.bodies.br) await new Promise((resolve) => setImmediate(resolve));
  const page = cache.find("a") ?? assert.fail();
  assert.equal(brotliDecompressSync(bodyFor(page, "br").body).toString(), text);
  assert.equal(gunzipSync(bodyFor(page, "gzip").body).toString(), text);
});

test("tags made stale are told on once, and a told one is not told back", () => {
  const cache = createPageCache();
  const told: (readonly string[])[] = [];
  cache.onInvalidate = (tags) => told.push(tags);
  cache.invalidate(["x"]);
  cache.drop(["y"]);
  assert.deepEqual(told, [["x"]]);
});

test("whatever comes and goes, the bytes stay within the bound, and no stale page is ever found", async () => {
  const act = fc.oneof(
    fc.record({ do: fc.constant("fill"), key: fc.nat(12), tag: fc.nat(3), size: fc.nat(3000) }),
    fc.record({ do: fc.constant("drop"), key: fc.nat(12), tag: fc.nat(3), size: fc.nat(1) }),
    fc.record({ do: fc.constant("find"), key: fc.nat(12), tag: fc.nat(3), size: fc.nat(1) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
      const maxBytes = 16_000;
      const cache = createPageCache({ maxBytes });
      const truth = new Map<number, { tag: number; mark: string }>();
      for (const [turn, { do: what, key, tag, size }] of acts.entries()) {
        if (what === "fill" && !cache.find(String(key))) {
          const mark = `${turn}:${"x".repeat(size)}`;
          await cache.fill(String(key), async () => rendering(mark, [String(tag)]));
          truth.set(key, { tag, mark });
        } else if (what === "drop") {
          cache.invalidate([String(tag)]);
          for (const [each, kept] of truth) if (kept.tag === tag) truth.delete(each);
        }
        const found = cache.find(String(key));
        if (found) assert.equal(found.bodies.identity.toString(), truth.get(key)?.mark);
        assert.ok(cache.bytes <= maxBytes);
      }
      cache.clear();
      assert.equal(cache.bytes, 0);
    }),
    { numRuns: 60 },
  );
});
