import assert from "node:assert/strict";
import { test } from "node:test";
import { renderToString } from "preact-render-to-string";
import type { Day } from "../../../kernel/calendar/index.ts";
import { instantWords } from "./day-words.ts";
import { WhoHolds } from "./holder.tsx";
import { DigestMark, Journal } from "./journal.tsx";
import { MonthLeaf } from "./leaf.tsx";
import { novemberLeaf } from "./specimen-days.ts";
import { exampleSteps, stepsToCome } from "./specimen-steps.ts";

test("an instant is read at Beijing time, also across midnight", () => {
  assert.deepEqual(instantWords(new Date("2026-11-09T16:00:00Z")), {
    day: "2026-11-10",
    time: "00:00",
    datetime: "2026-11-10T00:00+08:00",
  });
});

test("steps stand newest first below those to come, each with its digest", () => {
  const html = renderToString(<Journal steps={exampleSteps} next={stepsToCome} today={"2026-11-20" as Day} />);
  const titles = [...html.matchAll(/<h3>([^<]*)<\/h3>/g)].map(([, title]) => title);
  assert.deepEqual(titles.slice(0, 3), ["决定", "现场核查", "约定现场核查时间"]);
  assert.equal([...html.matchAll(/流水摘要/g)].length, 6);
  assert.match(html, /<time datetime="2026-11-17T09:12\+08:00"><b>11月17日<\/b>09:12<\/time>/);
});

test("a digest shows four digits and a number of two, and is a link only where it can be checked", () => {
  assert.match(
    renderToString(<DigestMark digest="a71e6c02" number={6} />),
    /^<span[^>]*>流水摘要 <span class="code">a71e·06</,
  );
  assert.match(
    renderToString(<DigestMark digest="a71e" number={112} href="/chain" />),
    /^<a class="digest" href="\/chain">.*a71e·112/,
  );
});

test("a step of another year says its year", () => {
  const [step] = exampleSteps;
  assert.ok(step);
  assert.match(renderToString(<Journal steps={[step]} today={"2027-01-05" as Day} />), /2026年11月17日/);
});

test("a wait has an owner, a beginning and a next act even when nothing is asked of the citizen", () => {
  const html = renderToString(
    <WhoHolds
      holder={{
        body: "越秀区市场监督管理局",
        post: "审查岗",
        since: new Date("2026-11-16T07:05:00Z"),
        heldWorkdays: 0,
      }}
    />,
  );
  for (const words of ["越秀区市场监督管理局", "审查岗", "11月16日 15:05", "今天刚接手", "现在不用做什么"])
    assert.ok(html.includes(words), words);
});

test("a wait since Friday is not said to be of today on Sunday, nor of a colleague when it is one's own", () => {
  const since = new Date("2026-11-20T04:28:00Z");
  const words = (today: string, yours?: string) =>
    renderToString(
      <WhoHolds
        today={today as Day}
        holder={{ body: "您", post: "等您补正", since, heldWorkdays: 0, ...(yours && { yours }) }}
      />,
    );
  assert.match(words("2026-11-22"), /还不到 1 个工作日/);
  assert.match(words("2026-11-20"), /今天刚接手/);
  assert.match(words("2026-11-20", "照通知改好"), /今天开始/);
});

test("a leaf of the calendar has every day once, Monday first, and names the swapped ones", () => {
  const html = renderToString(<MonthLeaf days={novemberLeaf} />);
  assert.equal([...html.matchAll(/<time /g)].length, 30);
  assert.equal([...html.matchAll(/<tr>/g)].length, 7);
  assert.match(html, /<tbody><tr>(<td><\/td>){6}<td class="is-rest"><time datetime="2026-11-01">/);
  const swapped = renderToString(
    <MonthLeaf
      days={[
        { on: "2026-10-01" as Day, kind: "rest" },
        { on: "2026-10-10" as Day, kind: "workday" },
      ]}
    />,
  );
  assert.match(swapped, /<sup>休<\/sup>/);
  assert.match(swapped, /<sup>班<\/sup>/);
});
