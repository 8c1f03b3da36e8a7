import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import path from "node:path";
import { after, test } from "node:test";
import { inflateSync } from "node:zlib";
import { findRoot } from "../../kernel/config/index.ts";
import { composeDocument } from "./compose/index.ts";
import { exampleFacts } from "./examples/facts.ts";
import type { DocumentFacts, DocumentKind } from "./facts.ts";
import { documentKinds } from "./kinds.ts";
import { openTypeface, printable } from "./pdf/typeface.ts";
import { renderDocument } from "./render.ts";
import { createRenderer } from "./renderer.ts";

const typeface = openTypeface(path.join(findRoot(), "seed", "fonts"));
const renderer = createRenderer(findRoot());
after(() => renderer.stop());
const kinds = Object.keys(exampleFacts) as DocumentKind[];
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** The text of a PDF, read through the maps from glyphs to characters that every reader uses for copying. */
function textOf(pdf: Buffer): string {
  const source = pdf.toString("latin1");
  const objects = new Map(
    Array.from(source.matchAll(/(\d+) 0 obj\n([\s\S]*?)endobj/g), ([, id = "", body = ""]) => [id, body]),
  );
  const streamOf = (body: string) => {
    const data = /stream\n([\s\S]*?)\nendstream/.exec(body)?.[1] ?? "";
    const bytes = Buffer.from(data, "latin1");
    return (body.includes("FlateDecode") ? inflateSync(bytes) : bytes).toString("latin1");
  };
  const maps = new Map<string, string[]>();
  for (const body of objects.values()) {
    for (const [, name = "", id = ""] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? "")?.[1];
      maps.set(name, charactersOf(streamOf(objects.get(unicode ?? "") ?? "")));
    }
  }
  let text = "";
  for (const body of objects.values()) {
    const content = body.includes("stream") ? streamOf(body) : "";
    if (!content.includes("BDC")) continue;
    let map: string[] = [];
    for (const [, font, hex, line] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>|(ET)/g)) {
      if (font) map = maps.get(font) ?? [];
      else if (hex) text += (hex.match(/.{4}/g) ?? []).map((glyph) => map[Number.parseInt(glyph, 16)] ?? "").join("");
      else if (line) text += "\n";
    }
  }
  return text;
}

/** Characters by glyph number: lines of `<first> <last> [<utf-16> …]`. */
function charactersOf(map: string): string[] {
  const characters: string[] = [];
  for (const [, first = "", list = ""] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    for (const [at, [, hex = ""]] of [...list.matchAll(/<([^>]*)>/g)].entries()) {
      characters[Number.parseInt(first, 16) + at] = fromUtf16(hex);
    }
  }
  return characters;
}

function fromUtf16(hex: string): string {
  return String.fromCharCode(
    ...(hex.replaceAll(" ", "").match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)),
  );
}
const pagesOf = (pdf: Buffer) => [...pdf.toString("latin1").matchAll(/\/Type \/Page\n/g)].length;

for (const kind of kinds) {
  test(`[C1] ${documentKinds[kind].name}: the same facts give the same bytes, and every word can be read back`, async () => {
    const facts = exampleFacts[kind];
    const pdf = await renderDocument(typeface, facts);
    assert.equal(sha256(await renderDocument(typeface, structuredClone(facts))), sha256(pdf));
    assert.match(pdf.subarray(0, 8).toString("latin1"), /^%PDF-1\.7/);
    const text = textOf(pdf).replaceAll(/\s/g, "");
    const composed = composeDocument(facts);
    for (const words of [
      composed.title,
      composed.number,
      facts.caseNumber,
      facts.check.number,
      facts.check.code,
      composed.date,
    ]) {
      assert.ok(text.includes(words.replaceAll(/\s/g, "")), `${words} in ${text.slice(0, 200)}`);
    }
    for (const block of composed.blocks) {
      if (block.is === "paragraph") assert.ok(text.includes(block.text.replaceAll(/\s/g, "")), block.text);
    }
    assert.equal(pagesOf(pdf), 1);
  });
}

test("[C1] every document says that it carries neither seal nor signature", async () => {
  for (const kind of kinds) {
    const text = textOf(await renderDocument(typeface, exampleFacts[kind])).replaceAll(/\s/g, "");
    assert.ok(text.includes("没有加盖印章，没有电子签名"), kind);
    assert.doesNotMatch(text, /已签名|已盖章|电子印章有效/);
  }
});

test("a change of one character changes the digest", async () => {
  const facts = exampleFacts.correction;
  const [first, ...others] = facts.asks;
  assert.ok(first);
  const changed = { ...facts, asks: [{ ...first, reason: `${first.reason}。` }, ...others] };
  const other = { ...facts, asks: [{ ...first, reason: "请补正" }, ...others] };
  assert.equal(sha256(await renderDocument(typeface, changed)), sha256(await renderDocument(typeface, facts)));
  assert.notEqual(sha256(await renderDocument(typeface, other)), sha256(await renderDocument(typeface, facts)));
});

test("a long notice goes over several pages, each with its number of pages, and nothing of it is lost", async () => {
  const asks = Array.from({ length: 60 }, (_, at) => ({
    what: `材料${at + 1}`,
    reason: `第${at + 1}项没有盖章，也没有注明日期，请补盖印章后重新扫描上传，扫描件应当清晰完整`,
  }));
  const pdf = await renderDocument(typeface, { ...exampleFacts.correction, asks });
  const pages = pagesOf(pdf);
  assert.ok(pages > 3);
  const text = textOf(pdf).replaceAll(/\s/g, "");
  for (let page = 1; page <= pages; page += 1) assert.ok(text.includes(`第${page}页，共${pages}页`));
  for (const { what, reason } of asks) assert.ok(text.includes(`${what}：${reason}`), what);
});

test("a table of 120 materials and a cell longer than a page are set whole", async () => {
  const materials = Array.from({ length: 120 }, (_, at) => ({ name: `第${at + 1}份材料`, form: "电子文件 1 份" }));
  materials.push({ name: "很长的材料名称".repeat(200), form: "纸质材料" });
  const pdf = await renderDocument(typeface, { ...exampleFacts.receipt, materials });
  const text = textOf(pdf).replaceAll(/\s/g, "");
  for (const { name } of materials.slice(0, 120)) assert.ok(text.includes(name), name);
  assert.equal([...text.matchAll(/很长的材料名称|长的材料名称/g)].length >= 190, true);
});

test("rare characters of names are printed; one that the type lacks becomes its code and is told, never a blank or a box", async () => {
  const facts: DocumentFacts = { ...exampleFacts.refusal, applicant: "㛃䶮龘𬱖〇" };
  assert.ok(textOf(await renderDocument(typeface, facts)).includes("㛃䶮龘𬱖〇："));
  const lacking = textOf(await renderDocument(typeface, { ...facts, applicant: "王\u{2A6D6}\u{E000}" }));
  assert.ok(lacking.includes("王〔U+2A6D6〕〔U+E000〕："));
  assert.ok(
    lacking.replaceAll(/\s/g, "").includes("字库暂缺的字以统一码（Unicode）编号表示：〔U+2A6D6〕、〔U+E000〕。"),
  );
});

test("invisible characters are left out, and no text can smuggle controls or turn the reading order", () => {
  const missing = new Set<number>();
  assert.equal(printable(typeface, "张\u202e三\u0000\u200b四\ufe0f\t五", missing), "张三四 五");
  assert.equal(missing.size, 0);
});

test("the thread gives the same bytes as rendering here, for many at once, and starts again after it was ended", async () => {
  const here = await Promise.all(kinds.map((kind) => renderDocument(typeface, exampleFacts[kind])));
  const there = await Promise.all(kinds.map((kind) => renderer.render(exampleFacts[kind])));
  assert.deepEqual(there.map(sha256), here.map(sha256));
  const cutOff = renderer.render(exampleFacts.receipt);
  const refused = assert.rejects(cutOff, /ended/);
  await renderer.stop();
  await refused;
  assert.equal(
    sha256(await renderer.render(exampleFacts.grant)),
    sha256(here[kinds.indexOf("grant")] ?? Buffer.alloc(0)),
  );
});

test("facts that cannot be rendered fail their own document and no other", async () => {
  const broken = { ...exampleFacts.receipt, at: new Date(Number.NaN) };
  const [bad, good] = await Promise.allSettled([renderer.render(broken), renderer.render(exampleFacts.result)]);
  assert.equal(bad.status, "rejected");
  assert.equal(good.status, "fulfilled");
});
