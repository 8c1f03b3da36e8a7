import assert from "node:assert/strict";
import { test } from "node:test";
import { renderErrorPage } from "../error-page.tsx";
import { exampleFrame, guangdong } from "../gallery/examples/halls.ts";
import { addresses, columns, type FramePerson, ownAddresses, PortalPage, renderDocument } from "./index.ts";

const plain = { mode: "standard", contrast: "normal", theme: undefined } as const;
const frameWith = (open: readonly string[]) =>
  exampleFrame(guangdong, plain, (name) => `/assets/${name}`, { has: (address) => open.includes(address) });
const pageWith = (open: readonly string[]) =>
  renderDocument(
    <PortalPage frame={frameWith(open)} title="一页">
      <h1>一页</h1>
    </PortalPage>,
  );
const all = [...new Set<string>([...Object.values(addresses), ...columns.map(({ href }) => href)])].filter(
  (address) => address.startsWith("/") && !["/", "/halls", "/desk", "/kiosk", "/ui", "/licences"].includes(address),
);
const linksTo = (html: string, address: string) => new RegExp(` (href|action)="${address}[?"]`).test(html);

test("columns, search, login and the links of the foot stand there when their pages do, and only then", () => {
  const none = pageWith([]);
  assert.deepEqual(
    all.filter((address) => linksTo(none, address)),
    [],
  );
  assert.ok(!none.includes('class="columns"'), "a row with nothing but home is no row");
  for (const address of all) {
    const html = pageWith([address]);
    assert.deepEqual(
      all.filter((other) => linksTo(html, other)),
      [address],
    );
  }
});

const signedIn = (person: FramePerson, open: readonly string[] = Object.values(ownAddresses)) =>
  renderDocument(
    <PortalPage frame={{ ...frameWith(open), person }} title="一页">
      <h1>一页</h1>
    </PortalPage>,
  );

test("whoever is signed in finds his name, his places and the way out, and no way in", () => {
  const html = signedIn({ kind: "citizen", name: "张*", unread: 3, csrf: "token" });
  for (const words of ["张*", "为自己办事", "消息 3 条未读", "草稿", "我的账号"])
    assert.ok(html.includes(words), words);
  assert.match(html, /<form method="post" action="\/sign-out"><input type="hidden" name="_csrf" value="token"/);
  assert.ok(!html.includes("登录</a>") && !html.includes("注册"));
  assert.ok(!signedIn({ kind: "citizen", name: "张*" }, []).includes('href="/inbox"'), "no link to what is not there");
});

test("who acts for a company sees it in the head, cut short, and whole in the menu; an officer sees his desk", () => {
  const company = "潮州市湘桥区某某某某某饮食服务有限公司";
  const html = signedIn({ kind: "citizen", name: "李*", actingFor: company });
  assert.ok(html.includes("代 潮州市湘桥区某某某某…") && html.includes(`代“${company}”办事`));
  const officer = signedIn({ kind: "staff", name: "吴窗口" }, ["/desk", "/account", "/drafts"]);
  assert.ok(officer.includes("工作台") && officer.includes("工作账号 吴窗口") && !officer.includes("草稿"));
});

test("the error page offers the search only when there is one", () => {
  const error = { status: 404, message: "没有找到这个页面", requestId: "1" };
  assert.ok(!linksTo(renderErrorPage(frameWith([]), error), "/search"));
  assert.ok(linksTo(renderErrorPage(frameWith(["/search"]), error), "/search"));
});
