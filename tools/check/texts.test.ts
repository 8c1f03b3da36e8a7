import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "./fixture-tree.fixture.ts";
import { links } from "./links.ts";
import { texts } from "./texts.ts";

/** Put together here, because the check reads this file too. */
const slash = "/";
const wrong = [
  `// ${"TO"}DO later`,
  `-- ${"FIX"}ME`,
  `const a = "${slash}root/app/data";`,
  `see ${slash}home/li/app`,
  `${slash}work/main/x`,
  `https:${slash}/registry.${"npmjs"}.org/pg`,
  `http:${slash}/deb.${"debian"}.org/debian`,
];

for (const text of wrong) {
  test(`texts finds ${text}`, async () => {
    assert.deepEqual(
      (await faultsOf(texts, { "docs/a.md": `one\n${text}\n` })).map((fault) => fault.split(" ")[0]),
      ["docs/a.md:2"],
    );
  });
}

test("texts lets ordinary words pass", async () => {
  const text = "todos, /rooted, a/work/x, network/root, https://example.com/root, 0700 /root";
  assert.deepEqual(await faultsOf(texts, { "docs/a.md": text }), []);
});

const documents = {
  "README.md": `[a](docs/a.md) ![p](docs/p.png) [h](docs/a.md#两个-命令-two) [here](#read-me)\n# Read me\n
[out](https://example.com) \`[code](nowhere.md)\`\n\`\`\`\n[code](nowhere.md)\n\`\`\`\n`,
  "docs/a.md": "# 两个 命令 (two)\n[up](../README.md) [folder](../docs/)",
  "docs/p.png": "",
};

test("links that lead somewhere pass; code is no link", async () => {
  assert.deepEqual(await faultsOf(links, documents), []);
});

for (const bad of [
  "[x](b.md)",
  "[x](../README.md#nothing)",
  "[x](#nothing)",
  "![x](p.jpg)",
  "[x](/docs/a.md)",
  '<img src="b.png">',
]) {
  test(`links finds ${bad}`, async () => {
    assert.equal((await faultsOf(links, { ...documents, "docs/c.md": `text\n${bad}` })).length, 1);
  });
}

test("in code an unfinished mark counts in comments only", async () => {
  const mark = `${"TO"}DO`;
  const code = `const word = "${mark}";\n// ${mark} one\n/** x\n * ${mark} two */\nf(); // ${mark} three\n`;
  const faults = await faultsOf(texts, { "src/region/a.ts": code });
  assert.deepEqual(
    faults.map((fault) => fault.split(" ")[0]),
    ["src/region/a.ts:2", "src/region/a.ts:4", "src/region/a.ts:5"],
  );
});
