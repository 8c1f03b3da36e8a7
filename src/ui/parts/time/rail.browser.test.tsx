import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { renderToString } from "preact-render-to-string";
import { type Browser, openBrowser, openPage } from "../../../../tools/test/browser.ts";
import { bundleStyles } from "../../styles/bundle.ts";
import { specimens } from "./specimens.tsx";

let browser: Browser;
let styles = "";

before(async () => {
  [browser, styles] = await Promise.all([openBrowser(), bundleStyles()]);
});
after(() => browser.close());

function pageOf(attributes: string): string {
  const parts = specimens
    .map((one) => `<section><h3>${one.title}</h3>${renderToString(one.view())}</section>`)
    .join("");
  return `<!doctype html><html lang="zh-CN" ${attributes}><head><meta charset="utf-8"><title>部件</title><style>${styles}</style></head>
    <body><main class="wrap"><h1>部件</h1><h2>一览</h2>${parts}</main></body></html>`;
}

test("the words of a date rail never touch each other, on a phone and on a desk", async () => {
  for (const [width, mode] of [
    [340, "standard"],
    [375, "elder"],
    [768, "elder"],
    [1280, "standard"],
  ] as const) {
    const page = await openPage(browser, { width });
    await page.setContent(pageOf(`data-mode="${mode}"`));
    const touching = await page.evaluate(() =>
      [...document.querySelectorAll(".rail")].flatMap((rail) => {
        const boxes = [...rail.querySelectorAll("em")].map((word) => ({
          word: word.textContent,
          box: word.getBoundingClientRect(),
        }));
        return boxes.flatMap((one, at) =>
          boxes
            .slice(at + 1)
            .filter(
              ({ box }) =>
                box.left < one.box.right &&
                one.box.left < box.right &&
                box.top < one.box.bottom &&
                one.box.top < box.bottom,
            )
            .map((other) => `${one.word} ${other.word}`),
        );
      }),
    );
    assert.deepEqual(touching, [], `${mode} ${width} px`);
    await page.context().close();
  }
});
