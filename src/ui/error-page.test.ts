import assert from "node:assert/strict";
import { test } from "node:test";
import { renderErrorPage } from "./error-page.tsx";
import { exampleFrame, guangdong } from "./gallery/examples/halls.ts";

const frame = exampleFrame(
  guangdong,
  { mode: "standard", contrast: "normal", theme: undefined },
  (name) => `/assets/${name}`,
  {},
);

test("each error says what happened, what to do, the number of the request, and a way back", () => {
  for (const status of [400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503]) {
    const html = renderErrorPage(frame, { status, message: "没有找到这个办件", requestId: "01996f2c-7b1e" });
    assert.match(html, /<h1>[^<]{4,}<\/h1>/);
    assert.match(html, /没有找到这个办件/);
    assert.match(html, /01996f2c-7b1e/);
    assert.match(html, /href="\/"[^>]*>回首页/);
    assert.match(html, /name="robots" content="noindex"/);
  }
});

test("a message is shown as text, a wait in seconds", () => {
  const html = renderErrorPage(frame, { status: 503, message: "<img src=x>", requestId: "1", retryAfter: 30 });
  assert.ok(!html.includes("<img"));
  assert.match(html, /请等 30 秒/);
});
