import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cookieName, readCookie, writeCookie } from "./cookies.ts";

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,15}$/);
const value = fc.stringMatching(/^[A-Za-z0-9._~-]{0,60}$/);

test("what was set is what is read, whatever other cookies stand around it", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(name, value), { selector: ([each]) => each, minLength: 1 }), (cookies) => {
      const header = cookies.map(([each, text]) => writeCookie(each, text, { secure: false }).split(";")[0]).join("; ");
      for (const [each, text] of cookies) assert.equal(readCookie(header, each), text);
      assert.equal(readCookie(header, "NOT-THERE"), undefined);
    }),
  );
});

test("any header at all can be read without harm", () => {
  fc.assert(
    fc.property(fc.string(), name, (header, each) => {
      const found = readCookie(header, each);
      assert.ok(found === undefined || header.includes(found));
    }),
  );
});

test("a value that would smuggle attributes or a second header is refused", () => {
  for (const bad of ["a; Domain=evil.cn", "a\r\nSet-Cookie: b=c", 'a"b', "a,b", "a b", "中"]) {
    assert.throws(() => writeCookie("a", bad, { secure: true }), RangeError, bad);
  }
  assert.throws(() => writeCookie("a b", "c", { secure: true }), RangeError);
});

test("a cookie is closed to script, to other sites and to other hosts", () => {
  assert.equal(
    writeCookie(cookieName("wangting", true), "t", { secure: true, maxAgeSeconds: 0 }),
    "__Host-wangting=t; Path=/; SameSite=Lax; HttpOnly; Secure; Max-Age=0",
  );
});

test("the name must match whole: another cookie whose name ends the same is another cookie", () => {
  assert.equal(readCookie("xwangting=1; wangting=2", "wangting"), "2");
  assert.equal(readCookie('wangting="2"', "wangting"), "2");
  assert.equal(readCookie("wangting", "wangting"), undefined);
});
