import assert from "node:assert/strict";
import { departmentOfItem, type ItemDocument } from "../../catalogue/index.ts";
import type { Db } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Assets, Seat } from "../../kernel/http/index.ts";
import { newId } from "../../kernel/ids/index.ts";
import { applyHouse, applyServer, city, visitor } from "../apply/apply.fixture.ts";
import { enterStaff } from "../sessions.fixture.ts";

export { city, textOf } from "../apply/apply.fixture.ts";

/** A hall with items, two departments that keep some of them, and the portal as a server. */
export async function editorsHouse(db: Db, options: { https?: boolean; built?: Assets } = {}) {
  const home = await applyHouse(db, options);
  const server = await applyServer(home.house, options.built);
  const departmentOf = async (deptName: string) => {
    const found = await departmentOfItem(home.house, { division: city, deptName });
    assert.ok(found, deptName);
    return String(found.key);
  };
  return { ...home, server, health: await departmentOf("潮州市卫生局"), police: await departmentOf("潮州市公安局") };
}

export type EditorsHome = Awaited<ReturnType<typeof editorsHouse>>;

/** An officer with a session. */
export async function newOfficer(
  house: House,
  department: string,
  duties: readonly string[],
  more: { hall?: string; name?: string } = {},
): Promise<{ id: string; cookie: string }> {
  const id = newId(house.clock);
  const { hall = city, name = "冯编制" } = more;
  const seats = duties.map((duty): Seat => ({ post: `${id}-post`, duty, hall, department }));
  return { id, cookie: await enterStaff(house, id, seats, name) };
}

/** A browser without script in which an officer is signed in; it fills in the forms it was shown, as a person would. */
export async function officerAt(home: EditorsHome, department: string, duties: readonly string[], hall?: string) {
  const { cookie } = await newOfficer(home.house, department, duties, hall === undefined ? {} : { hall });
  const browser = visitor(home.server, cookie);
  return {
    ...browser,
    /** Opens a page with a form, types over some of its fields and sends it; what is not touched travels as it stands. */
    async fill(url: string, typed: Record<string, string | readonly string[]>) {
      const { body, status } = await browser.open(url);
      assert.equal(status, 200, url);
      return await browser.send(url.replace(/\?.*$/, ""), { ...controlsIn(body), ...typed });
    },
  };
}

export type OfficerBrowser = Awaited<ReturnType<typeof officerAt>>;

/** What stands in the controls of the last form of a page. */
export function controlsIn(html: string): Record<string, string | readonly string[]> {
  const form = /<form method="post"[\s\S]*?<\/form>/g;
  const last =
    [...html.matchAll(form)].map(([text]) => text).findLast((text) => text.includes('name="revision"')) ?? "";
  const found: Record<string, string | readonly string[]> = {};
  const put = (name: string, value: string) => {
    const before = found[name];
    found[name] = before === undefined ? value : [...(typeof before === "string" ? [before] : before), value];
  };
  for (const [input] of last.matchAll(/<input[^>]*>/g)) {
    const name = attribute(input, "name");
    const type = attribute(input, "type") ?? "text";
    if (name === undefined || type === "file" || type === "hidden") continue;
    if (type === "checkbox" || type === "radio") {
      if (/\schecked/.test(input)) put(name, attribute(input, "value") ?? "on");
    } else put(name, attribute(input, "value") ?? "");
  }
  for (const [input] of last.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = attribute(input, "name");
    if (name !== undefined && name !== "_csrf") put(name, attribute(input, "value") ?? "");
  }
  for (const [, open = "", text = ""] of last.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = attribute(open, "name");
    if (name !== undefined) put(name, plain(text));
  }
  for (const [, open = "", text = ""] of last.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) {
    const name = attribute(open, "name");
    const chosen = /<option[^>]*\sselected[^>]*>/.exec(text)?.[0] ?? /<option[^>]*>/.exec(text)?.[0] ?? "";
    if (name !== undefined) put(name, attribute(chosen, "value") ?? "");
  }
  return found;
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : plain(value);
}

function plain(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** A new item of the health department as somebody would write it down. */
export function newStandard(changes: Partial<ItemDocument> = {}): Partial<ItemDocument> {
  return {
    taskName: "小型餐饮备案",
    plain: "开小吃店前到卫生部门备个案",
    taskType: "20",
    byLaw: [{ title: "广东省食品生产加工小作坊和食品摊贩管理条例", clause: "第十条" }],
    useLevel: "3",
    serverType: ["1"],
    promiseDays: 5,
    promiseUnit: "wd",
    legalDays: 20,
    legalUnit: "wd",
    projectType: "2",
    reviewType: "2",
    acceptCondition: "有固定的场所",
    limitSceneNum: 0,
    isOnline: true,
    handleType: ["1", "2"],
    isFee: false,
    isPayOnline: false,
    isExpress: true,
    isMailResult: true,
    results: [{ resultName: "备案凭证", resultType: "10", resultSample: "样本" }],
    deliverWay: ["1", "2"],
    userTopicType: ["P07"],
    linkWay: { phone: "0768-2345678" },
    superviseWay: "0768-12345",
    faqs: [{ question: "要多久？", answer: "五个工作日。" }],
    situations: [{ key: "agent", question: "委托他人办理吗？", kind: "yesNo" }],
    materials: [
      { key: "m1", materialName: "备案申请表", isNeed: "1", sourceType: "10", materialFormat: "3" },
      {
        key: "m2",
        materialName: "委托书",
        isNeed: "1",
        sourceType: "10",
        materialFormat: "3",
        when: { "==": [{ var: "agent" }, true] },
      },
    ],
    form: [{ key: "shop", label: "店名", type: "text", required: true }],
    ...changes,
  };
}
