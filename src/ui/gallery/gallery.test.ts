import assert from "node:assert/strict";
import { test } from "node:test";
import { loadCharts } from "../parts/index.ts";
import { renderGallery } from "./gallery.tsx";
import { pageNames } from "./page-names.ts";
import { galleryHref, readWish } from "./query.ts";

const asset = (name: string) => `/assets/${name}`;
const modes = ["standard", "elder", "kiosk", "console"];
const wishes = modes.flatMap((mode) =>
  ["normal", "more"].flatMap((contrast) =>
    [undefined, ...pageNames].map((page) => ({ mode, contrast, page, theme: mode === "elder" ? "445100" : undefined })),
  ),
);
await loadCharts();
const pages = wishes.map((wish) => ({ name: galleryHref(wish), html: renderGallery(wish, asset) }));

test("nothing inline that the content policy forbids", () => {
  for (const { name, html } of pages) {
    assert.doesNotMatch(html, / style=/, name);
    assert.doesNotMatch(html, /<style/, name);
    assert.doesNotMatch(html, / on[a-z]+=/, name);
    assert.doesNotMatch(html, /<script(?![^>]* src=)/, name);
    assert.doesNotMatch(html, /javascript:/, name);
  }
});

test("ids are unique and every reference finds its id", () => {
  for (const { name, html } of pages) {
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? "");
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
      name,
    );
    const references = [
      ...html.matchAll(/ (?:for|aria-labelledby|aria-describedby|aria-controls|popovertarget|list)="([^"]*)"/g),
    ].flatMap(([, value]) => (value ?? "").split(" "));
    const anchors = [...html.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id ?? "");
    assert.deepEqual(
      [...references, ...anchors].filter((id) => !ids.includes(id)),
      [],
      name,
    );
  }
});

test("links lead somewhere on this site, to a phone, or to a heading of the page", () => {
  for (const { name, html } of pages) {
    const bad = [...html.matchAll(/ (?:href|action)="([^"]*)"/g)]
      .map(([, href]) => href ?? "")
      .filter((href) => !/^(\/(?!\/)|tel:\d+$|#.|\?)/.test(href));
    assert.deepEqual(bad, [], name);
  }
});

test("every control has a name", () => {
  for (const { name, html } of pages) {
    const labelled = new Set([...html.matchAll(/<label[^>]* for="([^"]*)"/g)].map(([, id]) => id));
    for (const [tag] of html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)) {
      if (/type="hidden"/.test(tag)) continue;
      const id = / id="([^"]*)"/.exec(tag)?.[1];
      const wrapped = html.includes(`<label class="tick">${tag}`);
      assert.ok(wrapped || / aria-label(ledby)?="/.test(tag) || labelled.has(id), `${name}: ${tag}`);
    }
  }
});

test("the texts are Chinese: no English left over, no filler", () => {
  const allowed = /^(PDF|pdf|JPG|MB|Wangting|Ctrl|CSV|A|B|C|L|P|D|K|F|N|NO|SM|[A-Z]{1,3}\d*|has)$/;
  for (const { name, html } of pages) {
    const text = html
      .replace(/<head>[\s\S]*?<\/head>/, "")
      .replace(/<(span|b) class="[^"]*\bcode\b[^"]*"[^>]*>[\s\S]*?<\/\1>/g, "")
      .replace(/<[^>]+>/g, " ")
      .replace(/[0-9a-f]{4}·\d+/g, "");
    const words = (text.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !allowed.test(word));
    assert.deepEqual([...new Set(words)], [], name);
    assert.doesNotMatch(text, /lorem|TODO|undefined|null|NaN|\[object/i, name);
  }
});

test("a page is a whole document in Chinese, in its mode and contrast", () => {
  const html = renderGallery({ page: "home", mode: "elder", contrast: "more" }, asset);
  assert.match(html, /^<!doctype html>\n<html lang="zh-CN" data-mode="elder" data-contrast="more">/);
  assert.match(html, /<title>首页 - 广东省网上办事大厅<\/title>/);
  assert.match(html, /<a class="skip" href="#main">/);
  assert.equal(html.match(/<main id="main"/g)?.length, 1);
  assert.equal(html.match(/<h1/g)?.length, 1);
});

test("a page refused with 422 says so in its title, above its h1 and at the field", () => {
  const html = renderGallery({ page: "form" }, asset);
  assert.match(html, /<title>错误：经营场所与项目/);
  assert.ok(html.indexOf("error-summary") < html.indexOf("<h1"));
  assert.match(html, /<a href="#area">场所面积：只填数字，不带单位<\/a>/);
  assert.match(
    html,
    /id="area"[^>]*value="约86平"[^>]*aria-invalid="true"[^>]*aria-describedby="area-hint area-error"/,
  );
});

test("an address that asks for something unknown shows the standard look", () => {
  assert.deepEqual(readWish({ mode: "<script>", contrast: "x", theme: "000000", page: "../etc" }), {
    mode: "standard",
    contrast: "normal",
    theme: undefined,
    page: undefined,
  });
  assert.equal(renderGallery({ mode: "<b>" }, asset), renderGallery({}, asset));
});
