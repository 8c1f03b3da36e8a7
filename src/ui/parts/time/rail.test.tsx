import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import type { Day } from "../../../kernel/calendar/index.ts";
import { DateRail } from "./rail.tsx";
import { layRail, type RailData, type RailDay, railSentence } from "./rail-days.ts";
import { exampleRails } from "./specimen-days.ts";

const day = (text: string) => text as Day;

function daysOf(count: number, from = "2026-11-02"): RailDay[] {
  return Array.from({ length: count }, (_, at) => {
    const instant = new Date(Date.parse(from) + at * 86_400_000);
    const weekend = [0, 6].includes(instant.getUTCDay());
    return { on: instant.toISOString().slice(0, 10) as Day, kind: weekend ? "rest" : "workday" };
  });
}

const anyRail: fc.Arbitrary<RailData> = fc
  .record({ count: fc.integer({ min: 1, max: 200 }), picks: fc.array(fc.nat(199), { minLength: 5, maxLength: 5 }) })
  .map(({ count, picks }) => {
    const days = daysOf(count);
    const [start, promised, legal, today, other] = picks.map((pick) => pick % count).sort((a, b) => a - b);
    const on = (at: number | undefined) => days[at ?? 0]?.on ?? day("2026-11-02");
    return {
      days,
      startedOn: on(start),
      promisedOn: on(promised),
      legalOn: on(today),
      today: on(legal),
      marks: [{ on: on(other), word: "现场核查" }],
    };
  });

const stopsOf = (data: RailData) => layRail(data).filter((item) => item.is === "day");

test("each day has one place and its stretch: before, promise, law", () => {
  const stops = stopsOf(exampleRails.running);
  assert.equal(stops.length, 19);
  const stretch = (on: string) => stops.find((stop) => stop.on === on)?.stretch;
  assert.equal(stretch("2026-11-13"), "before");
  assert.equal(stretch("2026-11-16"), "promised");
  assert.equal(stretch("2026-11-24"), "promised");
  assert.equal(stretch("2026-11-25"), "legal");
});

test("days gone by after promise and after law are drawn over and late", () => {
  const stops = stopsOf(exampleRails.late);
  const stretch = (on: string) => stops.find((stop) => stop.on === on)?.stretch;
  assert.equal(stretch("2026-11-16"), "over");
  assert.equal(stretch("2026-11-18"), "over");
  assert.equal(stretch("2026-11-19"), "late");
});

test("two things on one day share its words", () => {
  const [stop] = stopsOf({ days: daysOf(1), today: day("2026-11-02"), promisedOn: day("2026-11-02") });
  assert.equal(stop?.flag?.words, "今天·承诺");
});

test("the sentence says every mark, the pause with its reason, and what is provisional", () => {
  const says = railSentence({ ...exampleRails.paused, provisional: true });
  assert.equal(
    says,
    "11月9日收件，11月13日受理，今天11月25日，11月18日起至11月24日暂停（检验检测），承诺12月1日到期（暂定），法定12月4日到期（暂定）。",
  );
  assert.ok(renderToString(<DateRail rail={exampleRails.paused} />).includes('aria-label="11月9日收件'));
});

test("where only the legal day may move, the promised one is not called provisional", () => {
  const days = daysOf(3);
  const at = { promisedOn: day("2026-11-03"), legalOn: day("2026-11-04"), provisional: true, isPromiseSure: true };
  const words = stopsOf({ days, ...at }).map((stop) => stop.flag?.words);
  assert.deepEqual(words, [undefined, "承诺", "法定暂定"]);
  assert.equal(railSentence({ days, ...at }), "承诺11月3日到期，法定11月4日到期（暂定）。");
});

test("three weeks are never folded", () => {
  assert.ok(layRail({ days: daysOf(21) }).every((item) => item.is === "day" && !item.far));
});

test("whatever the days: none is lost, folds count what they hide, no two words touch", () => {
  fc.assert(
    fc.property(anyRail, (data) => {
      const items = layRail(data);
      const stops = items.filter((item) => item.is === "day");
      assert.deepEqual(
        stops.map((stop) => stop.on),
        data.days.map((one) => one.on),
      );
      const hidden = stops.filter((stop) => stop.far && !stop.rest).length;
      const counted = items.reduce((sum, item) => sum + (item.is === "fold" ? item.workdays : 0), 0);
      assert.equal(counted, hidden);
      assert.ok(stops.every((stop) => !(stop.far && stop.flag)));
      const said = stops.flatMap((stop) => stop.flag?.words.split("·") ?? []);
      assert.deepEqual([...said].sort(), ["今天", "承诺", "法定", "现场核查"].sort());
      const places = new Set(stops.flatMap((stop) => (stop.flag ? [`${stop.on}`] : [])));
      assert.equal(places.size, new Set([data.today, data.promisedOn, data.legalOn, data.marks?.[0]?.on]).size);
      const html = renderToString(<DateRail rail={data} />);
      assert.doesNotMatch(html, / style=| id=/);
    }),
  );
});
