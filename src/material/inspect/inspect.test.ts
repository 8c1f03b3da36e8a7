import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { HallError } from "../../kernel/errors/index.ts";
import { bufferSource } from "../../kernel/zip/index.ts";
import { compound, doc, docx, jpg, ofd, pdf, png, pngChunk, xls, xlsx, zipOf } from "../files.fixture.ts";
import { inspect } from "./index.ts";

const judge = (bytes: Buffer) => inspect(bufferSource(bytes));
const refused = (bytes: Buffer, code: string, words?: RegExp) =>
  assert.rejects(judge(bytes), (error) => {
    assert.ok(error instanceof HallError, String(error));
    assert.equal(error.code, `material/${code}`, error.message);
    assert.match(error.message, words ?? /[一-龥]{4}/);
    assert.equal(error.kind, "invalid");
    return true;
  });

test("each type a hall takes is known by its content", async () => {
  const files = { pdf: pdf(), jpg: jpg(), png: png(), docx: docx(), xlsx: xlsx(), ofd: ofd(), doc: doc(), xls: xls() };
  for (const [type, bytes] of Object.entries(files)) assert.equal((await judge(bytes)).type, type);
  const archive = zipOf([
    { name: "材料/一.pdf", content: pdf() },
    { name: "二.jpeg", content: jpg() },
    { name: "三.docx", content: docx() },
  ]);
  assert.equal((await judge(archive)).type, "zip");
});

test("the pages of a PDF are counted, in plain and in packed page trees; what cannot be read is not guessed", async () => {
  assert.equal((await judge(pdf({ pages: 3 }))).pages, 3);
  assert.equal((await judge(pdf({ pages: 12, packed: true }))).pages, 12);
  // Beside the page tree, outlines count as well.
  assert.equal((await judge(pdf({ pages: 2, more: "7 0 obj << /Type /Outlines /Count 99 >> endobj" }))).pages, 2);
  assert.equal((await judge(Buffer.from("%PDF-1.4\n1 0 obj << >> endobj\n%%EOF\n"))).pages, undefined);
});

test("a PDF is refused when it is cut off, or would run something, also in packed objects and under escaped names", async () => {
  await refused(pdf().subarray(0, -8), "damaged");
  for (const more of [
    "/S /JavaScript /JS (app.alert)",
    "/S /J#61vaScript",
    "/S /#4aavaScript",
    "/S /Launch /F (cmd.exe)",
  ]) {
    await refused(pdf({ more: `8 0 obj << ${more} >> endobj` }), "active-content");
    await refused(pdf({ more: ` << ${more} >>`, packed: true }), "active-content");
  }
  assert.equal((await judge(pdf({ more: "% /JavaScripting is a word" }))).type, "pdf");
});

test("a file that is two things at once is refused", async () => {
  const archive = zipOf([{ name: "a.pdf", content: "x" }]);
  await refused(Buffer.concat([pdf(), archive]), "polyglot", /压缩包/);
  await refused(Buffer.concat([jpg(), archive]), "polyglot", /压缩包/);
  await refused(jpg({ comment: "%PDF-1.4 1 0 obj" }), "polyglot", /PDF/);
  await refused(jpg({ comment: "<ScRipt>alert(1)</script>" }), "polyglot", /网页/);
  await refused(jpg({ tail: Buffer.from("Rar!\u001a\u0007\u0001\u0000", "latin1") }), "polyglot");
  await refused(png({ more: pngChunk("tEXt", Buffer.from('x\0<svg onload="x">')) }), "polyglot");
  await refused(png({ tail: Buffer.from("more") }), "polyglot");
  await refused(Buffer.concat([docx(), Buffer.from("#!/bin/sh")]), "polyglot");
  await refused(Buffer.concat([Buffer.from("PK\u0003\u0004"), docx()]), "polyglot");
  await refused(zipOf([{ name: "a.pdf", content: pdf() }], Buffer.from("tail")), "polyglot");
});

test("what a phone puts behind a photo is no reason to refuse it", async () => {
  assert.equal((await judge(jpg({ tail: jpg() }))).type, "jpg");
  assert.equal((await judge(jpg({ tail: randomBytes(100_000) }))).type, "jpg");
});

test("what people send by mistake is refused with the way out", async () => {
  const head = (text: string) => Buffer.from(text.padEnd(64, "\0"), "latin1");
  const cases: [Buffer, RegExp][] = [
    [head("\0\0\0\u0018ftypheic"), /HEIC/],
    [head("\0\0\0\u0018ftypmp42"), /视频/],
    [head("GIF89a"), /GIF/],
    [head("RIFF\u0001\0\0\0WEBPVP8 "), /WebP/],
    [head("Rar!\u001a\u0007"), /解压/],
    [head("7z\u00bc\u00af"), /解压/],
    [head("MZ\u0090"), /程序/],
    [head("\u007fELF"), /程序/],
    [Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), /网页/],
    [Buffer.from("\ufeff <HTML><table>"), /网页/],
    [Buffer.from("<!-- x --><b>"), /网页/],
    [Buffer.from("申请书"), /认不出/],
    [Buffer.from("name,age\n"), /认不出/],
  ];
  for (const [bytes, words] of cases) await refused(bytes, "type-not-allowed", words);
  await refused(Buffer.alloc(0), "empty");
});

test("pictures of absurd size and pictures cut off are refused", async () => {
  await refused(png({ width: 60_000, height: 10 }), "image-too-large", /60000×10/);
  await refused(png({ width: 20_000, height: 20_000 }), "image-too-large");
  await refused(jpg({ width: 65_000, height: 65_000 }), "image-too-large");
  assert.equal((await judge(jpg({ width: 12_000, height: 9_000 }))).type, "jpg");
  await refused(png({ width: 0 }), "damaged");
  await refused(png().subarray(0, 40), "damaged");
  await refused(jpg().subarray(0, 12), "damaged");
  await refused(Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 8]), "damaged");
});

test("documents that run, fetch or declare something are refused; links people click are not", async () => {
  const rel = (type: string) => ({
    name: "word/_rels/settings.xml.rels",
    content: `<Relationships><Relationship Id="r" Type="http://x/relationships/${type}" Target="https://evil.cn/x.dotm" TargetMode="External"/></Relationships>`,
  });
  await refused(docx([{ name: "word/vbaProject.bin", content: "x" }]), "active-content", /宏/);
  await refused(docx([], "ms-word.document.macroEnabled.main+xml"), "active-content", /宏/);
  await refused(docx([rel("attachedTemplate")]), "active-content");
  await refused(docx([rel("oleObject")]), "active-content");
  assert.equal((await judge(docx([rel("hyperlink")]))).type, "docx");
  await refused(docx([{ name: "word/x.xml", content: '<!DOCTYPE x [<!ENTITY a "b">]><x/>' }]), "active-content");
  const utf16 = Buffer.from("\ufeff<!DOCTYPE x><x/>", "utf16le");
  await refused(docx([{ name: "word/y.xml", content: utf16 }]), "active-content");
  await refused(compound(["WordDocument", "Macros"]), "active-content", /宏/);
  await refused(compound(["Workbook", "_VBA_PROJECT_CUR"]), "active-content");
  await refused(compound(["EncryptedPackage", "EncryptionInfo"]), "locked");
  await refused(compound(["__properties_version1.0"]), "type-not-allowed");
  await refused(docx([], "openxmlformats-officedocument.presentationml.presentation.main+xml"), "type-not-allowed");
});

test("an archive that unpacks into far more than it is, is refused, also when its directory lies", async () => {
  const zeros = Buffer.alloc(30_000_000);
  await refused(docx([{ name: "word/media/a.bin", content: zeros }]), "bomb");
  await refused(docx([{ name: "word/media/a.bin", content: zeros, declared: 1000 }]), "bomb");
  await refused(docx([{ name: "word/media/a.bin", content: "abc", declared: 5 }]), "damaged");
  await refused(zipOf(Array.from({ length: 300 }, (_each, at) => ({ name: `${at}.pdf`, content: pdf() }))), "bomb");
  // Two entries that point at the same bytes: how 10 MB become 281 TB.
  const twice = zipOf([
    { name: "a.pdf", content: pdf() },
    { name: "b.pdf", content: pdf() },
  ]);
  const second = twice.lastIndexOf("PK\u0001\u0002");
  twice.writeUInt32LE(0, second + 42);
  await assert.rejects(judge(twice), HallError);
});

test("an archive holds files a hall takes alone and nothing else, and its names stay inside it", async () => {
  const one = (name: string, content: string | Buffer = pdf()) => zipOf([{ name, content }]);
  await refused(one("a.exe", "MZ"), "type-not-allowed", /a\.exe/);
  await refused(one("a.zip", one("b.pdf")), "type-not-allowed");
  await refused(one("a.pdf", jpg()), "name-mismatch");
  await refused(one("a.docx", docx([{ name: "word/vbaProject.bin", content: "x" }])), "active-content");
  await refused(one("../a.pdf"), "damaged");
  await refused(one("/etc/a.pdf"), "damaged");
  await refused(one("C:\\a.pdf"), "damaged");
  await refused(one("folder/"), "type-not-allowed", /空/);
  await refused(zipOf([{ name: "a.pdf", content: pdf(), flags: 1 }]), "locked");
  await refused(zipOf([{ name: "a.pdf", content: pdf(), localName: "b.exe" }]), "damaged");
  await refused(
    zipOf([
      { name: "a.pdf", content: pdf() },
      { name: "a.pdf", content: pdf({ pages: 2 }) },
    ]),
    "damaged",
  );
});

const samples = [pdf(), jpg(), png(), docx(), xlsx(), ofd(), doc(), xls()];

test("however a file is cut or changed, it is judged or refused, and never breaks the judge", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...samples),
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
      async (sample, cut, changes) => {
        const bytes = Buffer.from(sample.subarray(0, cut % 3 === 0 ? cut % sample.length : sample.length));
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
        try {
          await judge(bytes);
        } catch (error) {
          assert.ok(error instanceof HallError, String(error));
          assert.equal(error.kind, "invalid");
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
