import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import type { Day } from "../../../kernel/calendar/index.ts";
import { limitName, limitNote, limitSays, limitTone, type ShownLimit, wholeLimit } from "./limit.ts";
import { LimitPair, LimitRuler, MiniLimit } from "./limit-view.tsx";
import { cutRuler } from "./ruler.tsx";

const running: ShownLimit = {
  kind: "promised",
  limitDays: 7,
  usedDays: 5,
  phase: "running",
  dueOn: "2026-11-24" as Day,
  today: "2026-11-20" as Day,
};

const anyLimit: fc.Arbitrary<ShownLimit> = fc.record({
  kind: fc.constantFrom("promised" as const, "legal" as const),
  limitDays: fc.integer({ min: 0, max: 240 }),
  extendedDays: fc.constantFrom(0, 15),
  usedDays: fc.integer({ min: 0, max: 300 }),
  phase: fc.constantFrom("idle" as const, "running" as const, "paused" as const, "done" as const),
  unit: fc.constantFrom("workday" as const, "day" as const),
  dueOn: fc.constant("2026-11-24" as Day),
});

/** Cells of a drawn ruler, read back from its markup. */
function drawn(html: string): { days: number; cells: number; used: number } | undefined {
  const days = /viewBox="0 0 (\d+) 1"/.exec(html)?.[1];
  if (days === undefined) return undefined;
  const gaps = /class="gap[^"]*" d="([^"]*)"/.exec(html)?.[1] ?? "";
  const used = /class="used" width="(\d+)"/.exec(html)?.[1] ?? "0";
  return { days: Number(days), cells: [...gaps.matchAll(/M/g)].length + 1, used: Number(used) };
}

test("a limit says its name, what is left and until when", () => {
  assert.equal(limitName(running), "承诺 7 个工作日");
  assert.equal(limitSays(running), "剩 2 个工作日");
  assert.equal(limitSays(running, true), "剩 2 天");
  assert.equal(limitNote(running), "11月24日（星期二）前 · 已用 5 天");
});

test("the last day is said as today, and a limit of no days as done on the spot", () => {
  assert.equal(limitSays({ ...running, usedDays: 7 }), "今天到期");
  assert.equal(limitSays({ ...running, usedDays: 7 }, true), "今天");
  assert.equal(limitSays({ ...running, limitDays: 0, usedDays: 0 }), "当场办结");
  assert.equal(limitName({ ...running, limitDays: 0, usedDays: 0 }), "承诺");
});

test("past the promise is amber, past the law is red", () => {
  assert.equal(limitTone({ ...running, usedDays: 8 }), "over");
  assert.equal(limitTone({ ...running, usedDays: 8, kind: "legal" }), "late");
  assert.equal(limitSays({ ...running, usedDays: 8 }), "超 1 个工作日");
  assert.match(limitNote({ ...running, usedDays: 8 }), /到期 · 已用 8 天/);
});

test("a pause names its reason and its day, and does not count", () => {
  const paused: ShownLimit = { ...running, phase: "paused", pause: { reason: "专家评审", days: 4 } };
  assert.equal(limitTone({ ...paused, usedDays: 99 }), "paused");
  assert.equal(limitNote(paused), "专家评审，第 4 天，不计时 · 已用 5 天");
});

test("a day in a year without a calendar is provisional and says so, with its year", () => {
  const note = limitNote({ ...running, dueOn: "2027-01-08" as Day, provisional: true });
  assert.equal(note, "暂定2027年1月8日（星期五）前，放假安排公布后重算 · 已用 5 天");
  const mini = renderToString(<MiniLimit limit={{ ...running, dueOn: "2027-01-08" as Day, provisional: true }} />);
  assert.match(mini, /暂定 01-08/);
});

test("45 days extended by 15 are 60 cells with a mark between", () => {
  const extended: ShownLimit = { ...running, kind: "legal", limitDays: 45, extendedDays: 15, usedDays: 51 };
  assert.equal(limitName(extended), "法定 45 + 15 个工作日");
  const html = renderToString(<LimitRuler limit={extended} />);
  assert.deepEqual(drawn(html), { days: 60, cells: 60, used: 51 });
  assert.match(html, /joint-mark" d="M45 0v1"/);
});

test("a ruler of 120 days has a cell a week, and the words say so", () => {
  const html = renderToString(<LimitRuler limit={{ ...running, limitDays: 120, usedDays: 47 }} />);
  assert.deepEqual(drawn(html), { days: 120, cells: 24, used: 47 });
  assert.match(html, /一格 5 天/);
});

test("a ruler of one day is one cell without gaps, of no day nothing at all", () => {
  assert.deepEqual(drawn(renderToString(<LimitRuler limit={{ ...running, limitDays: 1, usedDays: 0 }} />)), {
    days: 1,
    cells: 1,
    used: 0,
  });
  assert.equal(drawn(renderToString(<LimitRuler limit={{ ...running, limitDays: 0, usedDays: 0 }} />)), undefined);
});

test("promise stands before law, and both are there", () => {
  const html = renderToString(<LimitPair promised={running} legal={{ ...running, kind: "legal", limitDays: 10 }} />);
  assert.ok(html.indexOf("承诺 7") < html.indexOf("法定 10") && html.includes("承诺 7"));
});

test("the ruler has as many days as the limit, filled as far as used, and the words agree with it", () => {
  fc.assert(
    fc.property(anyLimit, (limit) => {
      const html = renderToString(<LimitRuler limit={limit} />);
      const ruler = drawn(html);
      const days = wholeLimit(limit);
      if (days === 0) return ruler === undefined;
      assert.ok(ruler);
      assert.equal(ruler.days, days);
      assert.equal(ruler.cells, Math.ceil(days / cutRuler(days, "full").daysPerCell));
      assert.equal(ruler.used, limit.phase === "idle" ? 0 : Math.min(days, limit.usedDays));
      const left = /剩 (\d+) /.exec(html)?.[1];
      if (left !== undefined) assert.equal(Number(left), ruler.days - ruler.used);
      const over = /超 (\d+) /.exec(html)?.[1];
      if (over !== undefined) assert.equal(Number(over), limit.usedDays - days);
      assert.equal(
        html.includes('data-state="over"') || html.includes('data-state="late"'),
        over !== undefined || (limit.phase === "done" && limit.usedDays > days),
      );
      assert.doesNotMatch(html, / style=| id=/);
      return true;
    }),
  );
});
