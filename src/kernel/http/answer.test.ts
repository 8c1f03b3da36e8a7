import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isOwnPath, seeOther } from "./answer.ts";

test("a way on stays in this hall, however a foreign address is dressed up", () => {
  for (const path of ["/", "/my?tab=1#top", "/items/%E4%BA%8B?q=a//b"]) assert.ok(isOwnPath(path), path);
  for (const path of [
    "//evil.cn",
    "/\\evil.cn",
    "/\t/evil.cn",
    "https://evil.cn",
    "javascript:alert(1)",
    "",
    "my",
    "/a\r\nset-cookie: b",
    "/a\\..\\b",
    "/%0a\n",
  ]) {
    assert.ok(!isOwnPath(path), path);
    assert.throws(() => seeOther(path), { code: "kernel/foreign-address" });
  }
});

test("whatever passes leads a browser to the host it came from", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom("", "/", "//", "/\\", "\t/"), (text, lead) => {
      const path = lead + text;
      if (isOwnPath(path)) assert.equal(new URL(path, "https://hall.example.cn/deep/").host, "hall.example.cn");
    }),
  );
});
