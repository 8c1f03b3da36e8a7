import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { encode } from "uqr";
import type { Day } from "../../../kernel/calendar/index.ts";
import { LegalDocument, type LegalText } from "./legal-document.tsx";
import { LicenceFace, type LicenceText, PocketCard } from "./licence-face.tsx";
import { type LicenceState, stateWords } from "./licence-state.ts";
import { QrCode } from "./qr.tsx";
import { SampleSeal } from "./seal.tsx";
import { specimens } from "./specimens.tsx";
import { LicenceChecks, Verdict } from "./verdict.tsx";

const licence: LicenceText = {
  name: "食品经营许可证",
  number: "JY2 4401 0401 8342 7",
  holder: "越秀区北京街道某小馆",
  fields: [{ label: "经营者", value: "陈**" }],
  issuer: "越秀区市场监督管理局",
  issuedOn: "2026-11-24" as Day,
  state: "valid",
  checkUrl: "https://hall.example/check/7K3M9Q2D44JY",
  checkCode: "7K3M-9Q2D-44JY",
};
const notice: LegalText = {
  title: "补正告知书",
  number: "越市监食补〔2026〕0417 号",
  to: "陈女士",
  body: ["现一次性告知：", ["补交制度", "更正面积"]],
  signedBy: "越秀区市场监督管理局",
  on: "2026-11-11" as Day,
  seal: true,
};

/** The modules a path of bars covers, read back. */
function covered(path: string): Set<string> {
  const modules = new Set<string>();
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = 0; at < Number(length); at += 1) modules.add(`${Number(x) + at} ${y}`);
  }
  return modules;
}

test("a QR code covers exactly the dark modules of its text", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 120 }), (text) => {
      const html = renderToString(<QrCode text={text} says="查验二维码" />);
      const { data } = encode(text, { ecc: "M", border: 2 });
      const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`${x} ${y}`] : [])));
      assert.deepEqual([...covered(html)].sort(), dark.sort());
    }),
    { numRuns: 30 },
  );
});

test("only a valid licence has a good verdict; every other is an error in words", () => {
  for (const [state, words] of Object.entries(stateWords)) {
    const html = renderToString(<Verdict state={state as LicenceState} at={new Date("2026-11-24T02:05:32Z")} />);
    assert.equal(html.includes("is-bad"), state !== "valid", state);
    assert.equal(html.replace(/<[^>]+>/g, "").includes(words.verdict), true, state);
    assert.match(html, /2026年11月24日 10:05/);
  }
});

test("the face and the card say the state, the holder and how to check", () => {
  for (const view of [
    <LicenceFace licence={{ ...licence, state: "revoked" }} />,
    <PocketCard id="card" licence={{ ...licence, state: "revoked" }} />,
  ]) {
    const html = renderToString(view);
    assert.match(html, /已吊销/);
    assert.match(html, /越秀区北京街道某小馆/);
    assert.match(html, /aria-label="查验二维码"/);
  }
  assert.match(renderToString(<PocketCard id="card" licence={licence} />), /长期/);
});

test("a seal on a page is marked as a sample, whatever the length of the name", () => {
  for (const body of ["局", "越秀区市场监督管理局", "广州市规划和自然资源局越秀区分局".repeat(5)]) {
    const html = renderToString(<SampleSeal body={body} />);
    assert.match(html, /样例/);
    assert.equal([...html.matchAll(/<text /g)].length, [...body].length + 1);
    assert.doesNotMatch(html, /NaN|Infinity/);
  }
});

test("a draft says so and carries no seal; a signed document has number, addressee, list and day", () => {
  const draft = renderToString(<LegalDocument text={{ ...notice, draft: true }} />);
  assert.match(draft, /草稿/);
  assert.doesNotMatch(draft, /class="seal"/);
  const signed = renderToString(<LegalDocument text={notice} />);
  assert.match(
    signed,
    /越市监食补〔2026〕0417 号[\s\S]*陈女士：[\s\S]*<ol><li>补交制度<\/li><li>更正面积<\/li><\/ol>[\s\S]*class="seal"[\s\S]*2026年11月11日/,
  );
});

test("each check says its result also without its sign", () => {
  const html = renderToString(
    <LicenceChecks
      checks={[
        { what: "签名", result: "passed", says: "相符" },
        { what: "时间", result: "unanswered", says: "没有应答" },
        { what: "状态", result: "failed", says: "已注销" },
      ]}
    />,
  );
  assert.match(
    html,
    /签名<span class="sr">：通过[\s\S]*时间<span class="sr">：暂时查不到[\s\S]*状态<span class="sr">：没有通过/,
  );
});

test("nothing inline, and no id but those the page gave", () => {
  const html = specimens.map((specimen) => renderToString(specimen.view())).join("");
  assert.doesNotMatch(html, / style=/);
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.deepEqual(ids, ["pocket-valid", "pocket-cancelled"]);
});
