import assert from "node:assert/strict";
import { test } from "node:test";
import { renderToString } from "preact-render-to-string";
import { PreReviewForm } from "./decision.tsx";
import { BatchBar, Views } from "./desk-bars.tsx";
import { KioskKeys } from "./kiosk-keys.tsx";
import { MaterialReview } from "./material-review.tsx";
import { QueueTable } from "./queue.tsx";
import { cards, correctionDraft, kpis, materials, queue } from "./specimen-cases.ts";
import { specimens } from "./specimens.tsx";
import { CardLines, KpiTable } from "./watch.tsx";

const preReview = (corrections: number, outcome: "accept" | "correct") =>
  renderToString(
    <PreReviewForm
      id="pre"
      action="/desk/cases/1/pre-review"
      csrf="token"
      title="作出处理"
      outcome={outcome}
      corrections={corrections}
      draft={correctionDraft}
    />,
  );

test("each case in the queue shows both limits, its tick and its way in", () => {
  const html = renderToString(<QueueTable caption="待办" cases={queue} />);
  assert.equal([...html.matchAll(/class="mini"/g)].length, queue.length * 2);
  for (const one of queue) {
    assert.ok(html.includes(`value="${one.number}"`) && html.includes(`办理 ${one.number}`), one.number);
    assert.ok(html.includes(one.item), "an official name is never cut");
  }
  assert.equal([...html.matchAll(/红牌|黄牌|即将到期/g)].length, 3);
});

test("an empty queue says so", () => {
  assert.match(renderToString(<QueueTable caption="待办" cases={[]} />), /没有待办/);
});

test("counts of 0 and of ten thousand are written out", () => {
  const html = renderToString(
    <Views
      current="all"
      views={[
        { key: "all", href: "/desk", name: "全部", count: 10_000 },
        { key: "paused", href: "/desk?view=paused", name: "暂停", count: 0 },
      ]}
    />,
  );
  assert.match(html, /aria-current="page">全部 <b>10,000<\/b>/);
  assert.match(html, /暂停 <b>0<\/b>/);
  assert.match(renderToString(<BatchBar chosen={0} acts={[]} />), /勾选后/);
});

test("while anything must be corrected, acceptance cannot be chosen", () => {
  assert.match(preReview(2, "correct"), /value="accept"[^>]* disabled/);
  assert.match(preReview(2, "correct"), /还有 2 处要补正/);
  assert.doesNotMatch(preReview(0, "accept"), /value="accept"[^>]* disabled/);
});

test("the one correction notice stands in the form as a draft, and the form carries its token", () => {
  const html = preReview(2, "correct");
  assert.match(html, /补正告知书[\s\S]*草稿/);
  assert.match(html, /<input type="hidden" name="_csrf" value="token"/);
  assert.match(html, /签发并送达/);
});

test("the machine's doubts and the officer's verdict stand in one row, a missing reason at its box", () => {
  const html = renderToString(<MaterialReview materials={materials} form="pre" />);
  assert.match(html, /2 件要补正/);
  assert.equal([...html.matchAll(/请看：/g)].length, 2);
  assert.match(html, /id="reason-rules"[^>]*aria-invalid="true"[^>]*aria-describedby="reason-rules-error"/);
  assert.match(html, /name="verdict.layout" value="correct" checked form="pre"/);
});

test("a missed indicator says by how much, a met one that it is met", () => {
  const html = renderToString(<KpiTable caption="考核" kpis={kpis} />);
  assert.match(html, /差 0.9 点/);
  assert.equal([...html.matchAll(/达标/g)].length, 3);
});

test("a card names its case, its rule and its evidence; no card is said as well", () => {
  const html = renderToString(<CardLines cards={cards} />);
  assert.match(html, /红牌[\s\S]*440104-261103-00517[\s\S]*未说明[\s\S]*规则 R-03/);
  assert.match(renderToString(<CardLines cards={[]} />), /没有黄牌/);
});

test("the kiosk has one main key", () => {
  const key = { href: "/kiosk", icon: "search", name: "找事项" } as const;
  const html = renderToString(<KioskKeys main={key} keys={[{ ...key, name: "取号" }]} />);
  assert.equal([...html.matchAll(/kiosk-key-main/g)].length, 1);
});

test("nothing inline, ids unique, every label finds its control", () => {
  const html = specimens.map((specimen) => renderToString(specimen.view())).join("");
  assert.doesNotMatch(html, / style=/);
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? "");
  assert.equal(new Set(ids).size, ids.length);
  for (const [, id] of html.matchAll(/ for="([^"]*)"/g)) assert.ok(ids.includes(id ?? ""), id);
});
