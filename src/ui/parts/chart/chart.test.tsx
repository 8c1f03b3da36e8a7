import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { Columns } from "./columns.tsx";
import { drawChart, keptDrawings, loadCharts } from "./draw.ts";
import { LawAndPromise } from "./law-and-promise.tsx";
import { SmallMultiples } from "./multiples.tsx";
import { numberWord, withUnit } from "./numbers.ts";
import { Ranking } from "./ranking.tsx";
import { partLabels, scaleFor, spokenMoments } from "./scale.ts";
import { INKS, readShapes } from "./shapes.ts";
import { ShareStrip } from "./share.tsx";
import { byCity, byRoad, cities, departments, inAndOut, onTime, whereDaysGo } from "./specimen-data.ts";
import { meetsTarget, TargetBar } from "./target-bar.tsx";
import { Trend } from "./trend.tsx";

await loadCharts();

const drawn: [string, VNode][] = [
  ["trend", <Trend data={onTime} />],
  ["two lines", <Trend data={inAndOut} />],
  ["columns", <Columns data={byRoad} />],
  ["multiples", <SmallMultiples data={byCity} />],
  ["ranking", <Ranking data={cities} />],
  ["share", <ShareStrip data={whereDaysGo} />],
  ["law and promise", <LawAndPromise data={{ items: 1322, legalDays: 36.2, promisedDays: 12.4 }} />],
];

test("no drawing carries an inline style, a style block, an id or a raw colour", () => {
  for (const [name, view] of drawn) {
    const html = renderToString(view);
    assert.doesNotMatch(html, / style=|<style| id=|#0000|clip-path|font-family/, name);
    assert.doesNotMatch(html, /NaN|undefined|Infinity/, name);
  }
});

test("the same data gives the same drawing, twice on one page as well", () => {
  const once = renderToString(<Trend data={onTime} />);
  assert.equal(renderToString(<Trend data={structuredClone(onTime)} />), once);
  assert.notEqual(renderToString(<Trend data={{ ...onTime, target: 97 }} />), once);
});

test("every chart has its numbers as text: a table, or words beside each bar", () => {
  assert.match(
    renderToString(<Trend data={onTime} />),
    /<table[\s\S]*<th scope="row">12月<\/th><td class="end">96.1%<\/td>/,
  );
  assert.equal([...renderToString(<Columns data={byRoad} />).matchAll(/<tr>/g)].length, byRoad.moments.length + 1);
  assert.match(renderToString(<SmallMultiples data={byCity} />), /<th scope="row">汕头市<\/th><td class="end">96.2%/);
  assert.match(renderToString(<ShareStrip data={whereDaysGo} />), /现场核查<\/span><b>2.1 天<\/b><small>39.6%/);
});

test("a chart says in one sentence what it shows", () => {
  assert.match(
    renderToString(<Trend data={onTime} />),
    /role="img" aria-label="近 12 个月按承诺期限办结率：12月至11月，按期办结率从 96.1% 到 98.7%，目标 98%"/,
  );
});

test("a target that is missed is amber and is also said", () => {
  const html = renderToString(<Ranking data={cities} />);
  assert.equal([...html.matchAll(/bar-warn/g)].length, [...html.matchAll(/未达标/g)].length);
  assert.equal([...html.matchAll(/bar-warn/g)].length, 3);
  assert.equal(meetsTarget({ value: 4.4, target: 4, unit: "天", lessIsBetter: true }), false);
  assert.equal(meetsTarget({ value: 80, target: 80, unit: "%" }), true);
});

test("a ranking is in order, best first, and equal values share a rank", () => {
  const equal = {
    ...cities,
    rows: [
      { name: "甲", value: 1 },
      { name: "乙", value: 3 },
      { name: "丙", value: 3 },
    ],
  };
  const html = renderToString(<Ranking data={equal} />);
  assert.deepEqual(
    [...html.matchAll(/<td role="cell">(\d+)<\/td><th role="rowheader" scope="row">(.)/g)].map(
      ([, rank, name]) => `${rank}${name}`,
    ),
    ["1乙", "1丙", "3甲"],
  );
  assert.ok(
    renderToString(<Ranking data={departments} />).indexOf("1.8 天") <
      renderToString(<Ranking data={departments} />).indexOf("6.2 天"),
  );
});

test("nothing to show is said, not drawn", () => {
  for (const view of [
    <Trend data={{ ...onTime, moments: [], lines: [] }} />,
    <Columns data={{ ...byRoad, parts: [] }} />,
    <Ranking data={{ ...cities, rows: [] }} />,
    <ShareStrip data={{ ...whereDaysGo, parts: [{ name: "预审", value: 0 }] }} />,
    <SmallMultiples data={{ ...byCity, places: [] }} />,
    <LawAndPromise data={{ items: 0, legalDays: 0, promisedDays: 0 }} />,
  ])
    assert.match(renderToString(view), /还没有数据/);
});

test("extremes keep inside the picture: nought, one point, ten thousand, names of 80 characters", () => {
  const name = "危房原址重建、改建（包括拆除历史文化街区、名镇、名村核心保护范围内历史建筑以外建筑物）"
    .repeat(2)
    .slice(0, 80);
  assert.equal(name.length, 80);
  for (const value of [0, 1, 10_000, 98_765_432]) {
    const html = renderToString(
      <>
        <Trend data={{ ...onTime, unit: "件", moments: ["1月"], lines: [{ name, values: [value] }] }} />
        <Columns data={{ ...byRoad, moments: ["1月"], parts: [{ name, values: [value] }] }} />
        <TargetBar measured={{ value, target: 50, unit: "件" }} />
        <Ranking data={{ ...cities, rows: [{ name, value, target: 5 }] }} />
      </>,
    );
    assert.doesNotMatch(html, /NaN|Infinity|undefined/);
    for (const [, width] of html.matchAll(/class="bar-(?:on|warn)" width="([\d.]+)"/g))
      assert.ok(Number(width) <= 260, width);
  }
});

test("drawings are kept within a bound, the least recently shown first to go", () => {
  const option = (target: number) => ({
    xAxis: { show: false, type: "value" },
    yAxis: { show: false, type: "value", max: target },
  });
  const first = drawChart(option(0), 40, 20);
  for (let at = 1; at < 240; at += 1) drawChart(option(at), 40, 20);
  assert.equal(keptDrawings(), 200);
  assert.notEqual(drawChart(option(0), 40, 20), first, "the oldest was drawn anew");
  assert.equal(drawChart(option(239), 40, 20), drawChart(option(239), 40, 20), "the newest was kept");
});

test("a colour that stands for nothing is refused", () => {
  assert.throws(() => readShapes('<path d="M0 0" fill="#5070dd"></path>'), /stands for nothing/);
  assert.deepEqual(readShapes(`<text x="1" style="font-weight:bold" fill="${INKS.ink}">&lt;甲&amp;乙&gt;</text>`), [
    { tag: "text", attributes: { class: "ink", x: "1", "font-weight": "600" }, text: "<甲&乙>" },
  ]);
});

test("a scale holds its values in one to eight round steps", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.integer({ min: 0, max: 10_000_000 }).map((value) => value / 10),
        { minLength: 1, maxLength: 40 },
      ),
      fc.boolean(),
      (values, fromZero) => {
        const scale = scaleFor(values, fromZero);
        assert.ok(scale.min <= Math.min(...values) + 1e-6 && scale.max >= Math.max(...values) - 1e-6);
        const exact = (scale.max - scale.min) / scale.step;
        const steps = Math.round(exact);
        assert.ok(steps >= 1 && steps <= 8 && Math.abs(exact - steps) < 1e-6, `${exact} steps`);
        if (fromZero) assert.equal(scale.min, 0);
      },
    ),
  );
});

test("labels are moved apart and stay in order; the last moment is always written", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 160 }), { maxLength: 6 }), (tops) => {
      const sorted = tops.toSorted((a, b) => a - b);
      const placed = partLabels(sorted, 16).map((move, at) => (sorted[at] ?? 0) + move);
      assert.ok(placed.every((top, at) => at === 0 || top - (placed[at - 1] ?? 0) >= 16));
    }),
  );
  assert.deepEqual(spokenMoments(["1", "2", "3", "4", "5"], 3), ["1", "", "3", "", "5"]);
});

test("numbers are written with parted thousands and at most one decimal", () => {
  assert.deepEqual([0, 1000, 41_286, 98.72, 12.04, -0.5, -0.01].map(numberWord), [
    "0",
    "1,000",
    "41,286",
    "98.7",
    "12",
    "-0.5",
    "0",
  ]);
  assert.equal(withUnit(98.7, "%"), "98.7%");
  assert.equal(withUnit(10_000, "件"), "10,000 件");
});
