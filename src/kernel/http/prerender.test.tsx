import assert from "node:assert/strict";
import { test } from "node:test";
import { renderToString } from "preact-render-to-string";
import { prerender } from "./prerender.ts";

test("a part rendered before says the same as one rendered in place, each time, and stays escaped", () => {
  const part = (
    <footer title={'"&<'}>
      <p>{"<script>alert(1)</script>"}</p>
      <img src="/a.svg" alt="" />
    </footer>
  );
  const ready = prerender(part);
  for (let turn = 0; turn < 3; turn += 1) {
    assert.equal(renderToString(<body>{ready}</body>), renderToString(<body>{part}</body>));
  }
});
