import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { isCsrfToken, judgeOrigin, makeCsrfToken, openVisit, readVisit } from "./csrf.ts";

const key = randomBytes(32);

test("a token holds for its own binding and for no other, and not under another key", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (binding, other) => {
      const token = makeCsrfToken(key, binding);
      assert.ok(isCsrfToken(key, binding, token));
      assert.equal(isCsrfToken(key, other, token), other === binding);
      assert.ok(!isCsrfToken(randomBytes(32), binding, token));
    }),
    { numRuns: 50 },
  );
});

test("a token with any one character changed is refused", () => {
  const token = makeCsrfToken(key, "session:1");
  for (let at = 0; at < token.length; at += 1) {
    const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
    // The last character of a base64url text of 32 bytes carries two unused bits; two spellings may mean the same bytes, but not the same token.
    assert.ok(!isCsrfToken(key, "session:1", changed), `character ${at}`);
  }
});

test("what is no token is refused without harm", () => {
  fc.assert(fc.property(fc.anything(), (value) => assert.ok(!isCsrfToken(key, "session:1", value))));
});

test("two tokens for one session look different: compressed pages give nothing away", () => {
  assert.notEqual(makeCsrfToken(key, "session:1"), makeCsrfToken(key, "session:1"));
});

test("a visit is read back, and one that we did not sign is not", () => {
  const cookie = openVisit(key);
  assert.match(readVisit(key, cookie) ?? "", /^[A-Za-z0-9_-]{22}$/);
  assert.equal(readVisit(randomBytes(32), cookie), undefined);
  assert.equal(readVisit(key, makeCsrfToken(key, "")), undefined);
  fc.assert(fc.property(fc.string(), (text) => assert.equal(readVisit(key, text), undefined)));
});

test("the origin of an unsafe request: ours, foreign, or unsaid by old browsers", () => {
  const at = (site: string | undefined, origin: string | undefined, publicUrl = "https://hall.example.cn") =>
    judgeOrigin({ site, origin, host: "hall.example.cn" }, publicUrl);
  assert.equal(at("same-origin", "https://hall.example.cn"), "ours");
  assert.equal(at(undefined, "https://hall.example.cn"), "ours");
  assert.equal(at("same-origin", undefined), "ours");
  assert.equal(at(undefined, undefined), "unsaid");
  for (const site of ["cross-site", "same-site", "nonsense"]) assert.equal(at(site, undefined), "foreign", site);
  for (const origin of ["https://evil.cn", "null", "", "http://hall.example.cn", "https://hall.example.cn:444"]) {
    assert.equal(at(undefined, origin), "foreign", origin);
  }
  assert.equal(at("same-origin", "https://evil.cn"), "foreign");
});

test("a hall without https is also reached by its address in the local network", () => {
  const from = { site: undefined, origin: "http://192.168.1.5:8080", host: "192.168.1.5:8080" };
  assert.equal(judgeOrigin(from, "http://localhost:8080"), "ours");
  assert.equal(judgeOrigin({ ...from, origin: "http://192.168.1.6:8080" }, "http://localhost:8080"), "foreign");
});
