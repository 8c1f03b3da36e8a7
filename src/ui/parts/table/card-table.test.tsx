import assert from "node:assert/strict";
import { test } from "node:test";
import { renderToString } from "preact-render-to-string";
import { CardTable } from "./card-table.tsx";

const rows = [
  { name: "不动产登记费", amount: "80.00", when: [1, 3] },
  { name: "<b>工本费</b>", amount: "10.00", when: [] },
];

const html = renderToString(
  <CardTable
    caption="收费项目"
    rows={rows}
    rowKey={(row) => row.name}
    rowWhen={(row) => row.when}
    columns={[
      { head: "项目", role: "name", cell: (row) => row.name },
      { head: "金额", role: "end", cell: (row) => row.amount },
    ]}
  />,
);

test("a table stays a table for screen readers when its rows become cards", () => {
  assert.match(html, /^<table role="table"/);
  assert.equal(html.match(/role="row"/g)?.length, 3);
  assert.equal(html.match(/role="columnheader" scope="col"/g)?.length, 2);
  assert.equal(html.match(/role="rowheader" scope="row"/g)?.length, 2);
  assert.equal(html.match(/<span class="cell-label" aria-hidden="true">金额<\/span>/g)?.length, 2);
});

test("a row says in which situations it counts, and its text is escaped", () => {
  assert.match(html, /data-when="1 3"/);
  assert.equal(html.match(/data-when/g)?.length, 1);
  assert.ok(html.includes("&lt;b>工本费") || html.includes("&lt;b&gt;工本费"));
});

test("a table without rows says its sentence instead", () => {
  const none = renderToString(
    <CardTable caption="收费项目" empty="不收费。" rows={[]} rowKey={() => ""} columns={[]} />,
  );
  assert.equal(none, '<p class="quiet">不收费。</p>');
});
