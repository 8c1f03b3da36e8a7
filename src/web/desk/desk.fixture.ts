import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { type CaseView, type Draft, findCase, type Receipt, submitApplication } from "../../application/index.ts";
import { findItem, type Item, type ItemDocument } from "../../catalogue/index.ts";
import type { Answers } from "../../form/index.ts";
import { findPerson } from "../../identity/index.ts";
import type { Db } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor, HallServer, Seat } from "../../kernel/http/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import { storeFile } from "../../material/index.ts";
import { departmentByAlias } from "../../organization/index.ts";
import { jointFlow, promisedFlow } from "../../process/index.ts";
import type { DivisionKey } from "../../region/index.ts";
import { applyHouse, applyServer, city, newCitizen, newVersion, picture } from "../apply/apply.fixture.ts";
import { enterStaff } from "../sessions.fixture.ts";

/** A small item out of a real one: a form of three questions, three materials, points to review. */
export function small(document: ItemDocument): ItemDocument {
  const { situations: _, form: __, materials: ___, ...rest } = document;
  return {
    ...rest,
    specialProcedure: [],
    acceptCondition: "有固定的生产加工场所",
    reviewPoints: ["核对经营者名称和营业执照一致"],
    materials: [
      {
        key: "plan",
        materialName: "场所平面图",
        isNeed: "1",
        sourceType: "1",
        reviewPoints: ["标出长、宽和各功能区面积", "洗手消毒设施标在图上"],
      },
      { key: "lease", materialName: "租赁合同", isNeed: "1", sourceType: "1", materialCopy: "1" },
      { key: "photo", materialName: "场所照片", isNeed: "2", sourceType: "1" },
    ],
    form: {
      key: "workshop",
      name: "食品小作坊登记",
      pages: [
        {
          key: "basic",
          title: "基本信息",
          fields: [
            { kind: "text", key: "name", label: "小作坊名称", required: true, maxLength: 40 },
            { kind: "number", key: "area", label: "面积", required: true, scale: 2, unit: "平方米", least: 1 },
            { kind: "idNumber", key: "owner", label: "负责人身份证号", required: false },
            { kind: "yesNo", key: "kitchen", label: "有没有厨房", required: true },
            { kind: "text", key: "chef", label: "厨师", required: true, when: { "==": [{ var: "kitchen" }, true] } },
          ],
        },
      ],
    },
    flow: promisedFlow({}, { examine: 1, decide: 1, issue: 1, deliver: 1 }),
  };
}

function joint(document: ItemDocument): ItemDocument {
  const branches = ["潮州市公安局", "潮州市交通运输局"].map((body, at) => ({
    key: `side${at}`,
    name: `${body}意见`,
    body,
    limit: 2,
  }));
  const flow = jointFlow({ branches }, {}, { examine: 1, decide: 1, issue: 1, deliver: 1 });
  return { ...small(document), taskName: `${document.taskName}（联办）`, flow };
}

const duties = ["window-officer", "reviewer", "approver", "issuer"] as const;

/** A hall with an item that is handled at the desk, officers with sessions, and citizens who apply. */
export async function deskHouse(db: Db, options: { https?: boolean; built?: Parameters<typeof applyServer>[1] } = {}) {
  const home = await applyHouse(db, options);
  const { house, itemOf } = home;
  const [base, other] = [itemOf("食品经营许可（新办）"), itemOf("建筑工程施工许可证核发")];
  await newVersion(house, base, small);
  await newVersion(house, other, joint);
  const fresh = async (item: Item) => (await findItem(db, item.id)) ?? assert.fail();
  const [item, jointItem] = [await fresh(base), await fresh(other)];
  const own = await departmentOf(db, "潮州市卫生局");
  const police = await departmentOf(db, "潮州市公安局");
  const transport = await departmentOf(db, "潮州市交通运输局");
  const server = await applyServer(house, options.built);
  return { ...home, server, item, jointItem, own, police, transport };
}

export type DeskHome = Awaited<ReturnType<typeof deskHouse>>;

async function departmentOf(db: Db, name: string): Promise<string> {
  const found = await departmentByAlias(db, city as string as DivisionKey, name);
  return found ? String(found.key) : assert.fail(name);
}

/** An officer with a session. */
export async function newOfficer(
  house: House,
  department: string,
  held: readonly string[] = duties,
  more: { hall?: string; name?: string } = {},
) {
  const id = newId(house.clock);
  const { hall = city, name = "吴窗口" } = more;
  const seats = held.map((duty): Seat => ({ post: `${id}-post`, duty, hall, department }));
  const actor: Actor = { kind: "staff", id, assurance: 3, posts: [...held], seats };
  return { id, actor, cookie: await enterStaff(house, id, seats, name) };
}

/** A case that has just come in, with a true picture. */
export async function submitted(
  home: DeskHome,
  changes: Partial<Draft> & { answers?: Answers; item?: Id } = {},
): Promise<Receipt & { person: Id }> {
  const { house } = home;
  const citizen = await newCitizen(house);
  const item = changes.item === home.jointItem.id ? home.jointItem : home.item;
  const person = citizen.person as Id;
  const actor: Actor = {
    kind: "citizen",
    id: citizen.account,
    assurance: 2,
    posts: [],
    person: citizen.person,
    actingFor: null,
  };
  const file = await storeFile(house, {
    hall: city,
    by: actor,
    name: "平面图.png",
    stream: Readable.from([picture(60 + filed, 80)]),
  });
  filed += 1;
  const draft: Draft = {
    id: newId(house.clock),
    hall: city,
    item: item.id,
    version: item.version,
    person,
    agent: null,
    applicantName: (await findPerson(house.db, person))?.name ?? "",
    answers: { name: "阿婆牛肉丸", area: 36.5, owner: citizen.idNumber, kitchen: false, deliverWay: "1" },
    materials: [
      { key: "plan", files: [file.id], way: "upload" },
      { key: "lease", files: [], way: "paper" },
    ],
    channel: "web",
    ...changes,
  };
  const receipt = await submitApplication(house, actor, { draft });
  return { ...receipt, person };
}

let filed = 0;

/** A case as an officer sees it. */
export async function caseOf(home: DeskHome, officer: { actor: Actor }, one: Receipt): Promise<CaseView> {
  return await findCase(home.house, officer.actor, one.hall, one.application);
}

export function pathOf({ hall, application }: Receipt): string {
  return `/desk/cases/${hall}/${application}`;
}

/** Looks for forms of a page: each with its address and hidden fields. */
export function formsOf(html: string): { action: string; fields: Record<string, string> }[] {
  return [...html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].map(
    ([, action = "", inside = ""]) => ({
      action: action.replaceAll("&amp;", "&"),
      fields: Object.fromEntries(
        [...inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
          ([, name = "", value = ""]) => [name, value],
        ),
      ),
    }),
  );
}

/** A browser without script, for an officer. */
export function browserOf(server: HallServer, cookie: string) {
  const headers = { cookie: `__Host-wangting=${cookie}`, accept: "text/html" };
  const origin = { origin: "https://hall.example.cn", "sec-fetch-site": "same-origin" };
  const read = (answer: Awaited<ReturnType<typeof server.app.inject>>) => ({
    status: answer.statusCode,
    body: answer.body,
    text: textOf(answer.body),
    to: String(answer.headers.location ?? ""),
    headers: answer.headers,
  });
  return {
    async open(url: string) {
      return read(await server.app.inject({ url, headers }));
    },
    /** Sends the form of a page with this address, with what is typed. */
    async send(page: string, action: string, typed: Record<string, string | readonly string[]> = {}) {
      const shown = (await server.app.inject({ url: page, headers })).body;
      const form = formsOf(shown).find((one) => one.action === action);
      assert.ok(form, `${page} has no form ${action}: ${formsOf(shown).map((one) => one.action)}`);
      return await this.post(action, { ...form.fields, ...typed });
    },
    /** Sends a form with files. */
    async upload(
      action: string,
      fields: Record<string, string | readonly string[]>,
      files: readonly { field: string; name: string; bytes: Uint8Array }[],
    ) {
      const form = new FormData();
      for (const [name, given] of Object.entries(fields)) {
        for (const value of typeof given === "string" ? [given] : given) form.append(name, value);
      }
      for (const { field, name, bytes } of files) form.append(field, new Blob([Uint8Array.from(bytes)]), name);
      const sent = new Response(form);
      const payload = Buffer.from(await sent.arrayBuffer());
      const type = { "content-type": sent.headers.get("content-type") ?? "" };
      return read(
        await server.app.inject({ method: "POST", url: action, headers: { ...headers, ...origin, ...type }, payload }),
      );
    },
    async post(action: string, fields: Record<string, string | readonly string[]>) {
      const form = new URLSearchParams();
      for (const [name, given] of Object.entries(fields)) {
        for (const value of typeof given === "string" ? [given] : given) form.append(name, value);
      }
      const type = { "content-type": "application/x-www-form-urlencoded" };
      return read(
        await server.app.inject({
          method: "POST",
          url: action,
          headers: { ...headers, ...origin, ...type },
          payload: form.toString(),
        }),
      );
    },
  };
}

function textOf(html: string): string {
  return html.replace(/<head>[\s\S]*?<\/head>/, "").replace(/<[^>]*>/g, "");
}
