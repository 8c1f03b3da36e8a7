import assert from "node:assert/strict";
import { test } from "node:test";
import { renderToString } from "preact-render-to-string";
import { StatedLimits } from "./stated-limits.tsx";

test("promise and law are always both said, with the days saved", () => {
  const html = renderToString(
    <StatedLimits promised={{ days: 7, unit: "workday" }} legal={{ days: 10, unit: "workday" }} />,
  );
  assert.match(html, /7 个工作日/);
  assert.match(html, /10 个工作日/);
  assert.match(html, /比法定快 3 个工作日/);
  assert.match(html, /<rect class="saved" x="7" width="3"/);
});

test("days of two kinds are not subtracted from each other", () => {
  const html = renderToString(
    <StatedLimits promised={{ days: 10, unit: "workday" }} legal={{ days: 15, unit: "day" }} />,
  );
  assert.doesNotMatch(html, /比法定快/);
  assert.match(html, /15 个自然日/);
});

test("an item done on the spot has words and no ruler; a law without a limit says so", () => {
  const html = renderToString(<StatedLimits promised={{ days: 0, unit: "workday" }} legal={undefined} />);
  assert.match(html, /当场办结/);
  assert.match(html, /没有规定/);
  assert.doesNotMatch(html, /<svg/);
});
