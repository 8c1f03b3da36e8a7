import assert from "node:assert/strict";
import { test } from "node:test";
import { renderErrorPage } from "../error-page.tsx";
import { exampleFrame, guangdong } from "../gallery/examples/halls.ts";
import { addresses, columns, PortalPage, renderDocument } from "./index.ts";

const plain = { mode: "standard", contrast: "normal", theme: undefined } as const;
const frameWith = (open: readonly string[]) =>
  exampleFrame(guangdong, plain, (name) => `/assets/${name}`, { has: (address) => open.includes(address) });
const pageWith = (open: readonly string[]) =>
  renderDocument(
    <PortalPage frame={frameWith(open)} title="一页">
      <h1>一页</h1>
    </PortalPage>,
  );
const all = [...new Set<string>([...Object.values(addresses), ...columns.map(({ href }) => href)])].filter(
  (address) => address.startsWith("/") && !["/", "/halls", "/desk", "/kiosk", "/ui", "/licences"].includes(address),
);
const linksTo = (html: string, address: string) => new RegExp(` (href|action)="${address}[?"]`).test(html);

test("columns, search, login and the links of the foot stand there when their pages do, and only then", () => {
  const none = pageWith([]);
  assert.deepEqual(
    all.filter((address) => linksTo(none, address)),
    [],
  );
  assert.ok(!none.includes('class="columns"'), "a row with nothing but home is no row");
  for (const address of all) {
    const html = pageWith([address]);
    assert.deepEqual(
      all.filter((other) => linksTo(html, other)),
      [address],
    );
  }
});

test("the error page offers the search only when there is one", () => {
  const error = { status: 404, message: "没有找到这个页面", requestId: "1" };
  assert.ok(!linksTo(renderErrorPage(frameWith([]), error), "/search"));
  assert.ok(linksTo(renderErrorPage(frameWith(["/search"]), error), "/search"));
});
