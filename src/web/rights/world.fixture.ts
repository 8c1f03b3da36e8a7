import assert from "node:assert/strict";
import { Readable } from "node:stream";
import {
  acceptApplication,
  beginDraft,
  changeMaterials,
  type Draft,
  draftContext,
  findCase,
  formOfVersion,
  newIntent,
  type Receipt,
  requireDraft,
  saveDraftPage,
  submitApplication,
} from "../../application/index.ts";
import { findItem, findVersion, type Item, importItems, saveDraft } from "../../catalogue/index.ts";
import {
  appoint,
  authenticator,
  type DemoPeople,
  delegatesOf,
  engageStaff,
  findPerson,
  grantMandate,
  readPersonalData,
  revokeMandate,
  seedDemoPeople,
} from "../../identity/index.ts";
import { dayOf, parseDay } from "../../kernel/calendar/index.ts";
import { type Db, inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import {
  type Actor,
  createServer,
  type HallServer,
  openSession,
  type Page,
  page,
  type Route,
  show,
} from "../../kernel/http/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import type { Module } from "../../kernel/module/index.ts";
import { createOutbox, createWorker } from "../../kernel/outbox/index.ts";
import { linkFile, storeFile } from "../../material/index.ts";
import { tellPerson } from "../../notification/index.ts";
import { addPost } from "../../organization/index.ts";
import { city, newVersion, picture } from "../apply/apply.fixture.ts";
import { deskHouse, newOfficer, small } from "../desk/desk.fixture.ts";
import { editor } from "../guide/guide.fixture.ts";
import { openPortal } from "../index.ts";
import { emptyFiles } from "../web.fixture.ts";
import { citizenOf, enterAs } from "./viewers.fixture.ts";

/** An object somebody owns: what the doors that touch it are asked for. */
export interface Thing {
  readonly name: string;
  /** What stands in an address for it, by the name of the parameter. */
  readonly params: Readonly<Record<string, string>>;
  /** The person it belongs to: key of a citizen or a company. */
  readonly owner?: string;
  readonly department?: "own" | "next-department";
  /** Duty of the open task of a case. */
  readonly task?: string;
  /** The parameters that are another owner's, beside those of one's own. */
  readonly mixed?: readonly string[];
}

export type ThingKind =
  | "case"
  | "draft"
  | "device"
  | "company"
  | "mandate"
  | "message"
  | "visitor"
  | "hall"
  | "seat"
  | "item-draft"
  | "batch";

export type World = Awaited<ReturnType<typeof makeWorld>>;

const system: Actor = { kind: "system", id: "rights", assurance: 3, posts: [] };
let pictures = 0;

/** A hall in which several people own things with recognisable names in them. */
export async function makeWorld(db: Db, modules: readonly Module[]) {
  const home = await deskHouse(db);
  await home.server.app.close();
  const clock = home.clock;
  const subscriptions = modules.flatMap((module) => module.subscriptions ?? []);
  const house: House = { ...home.house, outbox: createOutbox({ clock, hears: subscriptions }) };
  const { own, police: next } = home;
  const people = await seedDemoPeople({ ...house, config: { ...house.config, demo: true } }, []);
  const pottery = people.companies.pottery ?? assert.fail();
  const by = (key: string, company: string | null = null) => citizenOf(people, key, company);

  await grant(house, people, "li");
  await grant(house, people, "chen", [home.jointItem.id]);
  const withdrawn = await withdraw(house, people);

  await newVersion(house, home.itemOf("居住证申领"), small);
  const nextItem = (await findItem(db, home.itemOf("居住证申领").id)) ?? assert.fail();
  const own1 = await handIn(house, home.item, by("wang"), by("wang").person, "王记");
  const later = await handIn(house, home.item, by("wang"), by("wang").person, "王二记");
  const companys = await handIn(house, home.item, by("wang", pottery), pottery, "陶记");
  const strangers = await handIn(house, home.item, by("zhang"), by("zhang").person, "张记");
  const nexts = await handIn(house, nextItem, by("zhang"), by("zhang").person, "邻记");
  const clerk = (await newOfficer(house, own)).actor;
  await acceptApplication(house, clerk, { hall: later.hall, application: later.application });
  await hear(house, subscriptions);

  const documents = new Map<Id, string>();
  for (const row of await db
    .selectFrom("application.document")
    .select(["id", "application_id"])
    .where("hall", "=", city)
    .execute())
    documents.set(row.application_id, row.id);
  const cases: ReturnType<typeof caseThing>[] = [
    caseThing("wang's case", own1, documents, { owner: "wang", department: "own", task: "window-officer" }),
    caseThing("wang's case that is examined", later, documents, { owner: "wang", department: "own", task: "reviewer" }),
    caseThing("the company's case", companys, documents, {
      owner: "pottery",
      department: "own",
      task: "window-officer",
    }),
    caseThing("zhang's case", strangers, documents, { owner: "zhang", department: "own", task: "window-officer" }),
    caseThing("zhang's case next door", nexts, documents, {
      owner: "zhang",
      department: "next-department",
      task: "window-officer",
    }),
  ];
  const [first, , , fourth, fifth] = cases;
  assert.ok(first && fourth && fifth);
  const mix = (base: Thing, from: Thing): Thing => ({
    ...base,
    name: `${base.name} with parts of ${from.name}`,
    params: { ...base.params, document: from.params.document ?? "", file: from.params.file ?? "" },
    mixed: ["document", "file"],
  });

  const drafts = [
    await begin(house, home.item, by("wang"), null, "王氏草稿"),
    await begin(house, home.item, by("zhang"), null, "张氏草稿"),
  ];
  const staff = await engage(house, own);
  const messages = [await tell(house, "wang", by("wang").person), await tell(house, "pottery", pottery)];
  await inTransaction(db, (tx) =>
    readPersonalData(house, tx, clerk, {
      person: by("wang").person,
      fields: ["phone"],
      purpose: "王氏查阅缘由",
      hall: city,
    }),
  );
  const devices = [await device(house, by("wang"), "王氏的平板"), await device(house, by("zhang"), "张氏的平板")];
  const mandates = await delegatesOf(house, db, pottery);
  const standing = mandates.find(
    ({ state, role, scope }) => state === "standing" && role === "agent" && scope === null,
  );
  assert.ok(standing);

  const server = await serverOf(house, modules);
  const things: Record<ThingKind, readonly Thing[]> = {
    case: [...cases, mix(fourth, first), mix(fifth, first)],
    draft: await withUploads(server, [
      { thing: drafts[0] as Thing, token: await enterAs(house, by("wang"), null, "传文件的手机") },
      { thing: drafts[1] as Thing, token: await enterAs(house, by("zhang"), null, "传文件的手机") },
    ]),
    device: devices,
    company: [
      { name: "the company pottery", owner: "pottery", params: { legalPerson: pottery } },
      { name: "the company food", owner: "food", params: { legalPerson: people.companies.food ?? "" } },
    ],
    mandate: [
      { name: "li's mandate", owner: "pottery", params: { legalPerson: pottery, mandate: standing.mandate } },
      {
        name: "li's mandate under another company",
        owner: "food",
        params: { legalPerson: people.companies.food ?? "", mandate: standing.mandate },
        mixed: ["mandate"],
      },
    ],
    message: messages,
    visitor: [{ name: "wang", owner: "wang", params: { hall: city, person: by("wang").person } }],
    hall: [{ name: "the hall", params: { hall: city } }],
    seat: [{ name: "an officer's post", params: { hall: city, post: staff.post, account: staff.account } }],
    "item-draft": [await draftItem(house, home.item)],
    batch: [await importList(house)],
  };
  await server.app.inject({ url: `/search?hall=${city}&q=${encodeURIComponent("王氏说法")}` });
  const numbers = new Map(cases.map((one) => [one.params.application, one.number]));
  return {
    house,
    server,
    people,
    own,
    next,
    withdrawn,
    things,
    item: home.item,
    clerk,
    numberOf: (thing: Thing) => numbers.get(thing.params.application) ?? assert.fail(thing.name),
    tokenOf: (thing: Thing) => tokenOf(house, thing),
    tidyUp: home.tidyUp,
  };
}

async function grant(house: House, people: DemoPeople, to: string, items?: readonly Id[]): Promise<void> {
  const legalPerson = people.companies.pottery ?? "";
  const told = {
    li: ["李样例", "449999198502020026"],
    chen: ["陈样例", "44999919920404004X"],
    zhang: ["张样例", "449999198001010014"],
  };
  const [name = "", idNumber = ""] = told[to as keyof typeof told];
  const term = { from: dayOf(house.clock.now()), until: parseDay("2028-12-31") };
  const scope = items === undefined ? undefined : { items };
  const actor = citizenOf(people, "wang", legalPerson);
  const command = { legalPerson, delegate: { name, idNumber }, scope, ...term };
  await inTransaction(house.db, (tx) => grantMandate(house, tx, actor, command));
}

/** zhang acts for the company, and then may no longer. @returns the session he had. */
async function withdraw(house: House, people: DemoPeople): Promise<string> {
  const legalPerson = people.companies.pottery ?? "";
  await grant(house, people, "zhang");
  const token = await enterAs(house, citizenOf(people, "zhang"), legalPerson, "旧手机");
  const person = people.citizens.zhang?.person;
  const given = (await delegatesOf(house, house.db, legalPerson)).find((one) => one.person === person);
  assert.ok(given);
  const actor = citizenOf(people, "wang", legalPerson);
  await inTransaction(house.db, (tx) => revokeMandate(house, tx, actor, { legalPerson, mandate: given.mandate }));
  return token;
}

type Citizen = Extract<Actor, { kind: "citizen" }>;

async function handIn(
  house: House,
  item: Item,
  actor: Citizen,
  person: string,
  word: string,
): Promise<Receipt & { file: Id }> {
  const id = newId(house.clock);
  const file = await fileFor(house, actor, id, `${word}平面图.png`);
  const draft: Draft = {
    id,
    hall: city,
    item: item.id,
    version: item.version,
    person: person as Id,
    agent: person === actor.person ? null : (actor.person as Id),
    applicantName: (await findPerson(house.db, person))?.name ?? "",
    answers: { name: `${word}答复`, area: 36.5, kitchen: false, deliverWay: "1" },
    materials: [
      { key: "plan", files: [file], way: "upload" },
      { key: "lease", files: [], way: "paper" },
    ],
    channel: "web",
  };
  return { ...(await submitApplication(house, actor, { draft })), file };
}

async function fileFor(house: House, by: Actor, id: Id, name: string): Promise<Id> {
  pictures += 1;
  const file = await storeFile(house, {
    hall: city,
    by,
    name,
    stream: Readable.from([picture(200 + pictures, 90)]),
    within: (tx, stored) => linkFile(house, tx, { hall: city, id: stored.id, use: `case:${id}` }),
  });
  return file.id;
}

function caseThing(
  name: string,
  { hall, application, file, number }: Receipt & { file: Id },
  documents: ReadonlyMap<Id, string>,
  more: Partial<Thing>,
): Thing & { readonly number: string } {
  const document = documents.get(application) ?? assert.fail(`${name} has no document`);
  const params = { hall, application, document, file, material: "plan", upload: newIdText(), act: "accept" };
  return { name, params, number, ...more };
}

const newIdText = () => "019c0000-0000-7000-8000-00000000abcd";

async function begin(house: House, item: Item, actor: Citizen, actingFor: Id | null, word: string): Promise<Thing> {
  const version = (await findVersion(house, item.id, item.version)) ?? assert.fail();
  const { form } = await formOfVersion(house, item.id, version.version);
  const context = await draftContext(house, actor, form, { hall: item.hall, actingFor });
  const { id } = await inTransaction(house.db, (tx) =>
    beginDraft(house, tx, actor, { intent: newIntent(house, actor.person), item: item.id, actingFor, prefilled: {} }),
  );
  const page = form.pages.find(({ fields }) => fields.some(({ key }) => key === "name"))?.key ?? assert.fail();
  const raw = { name: word, area: "12", kitchen: "false" };
  await inTransaction(house.db, (tx) =>
    saveDraftPage(house, tx, actor, { draft: id, page, raw, context, session: "another" }),
  );
  const file = await fileFor(house, actor, id, `${word}图.png`);
  await inTransaction(house.db, (tx) =>
    changeMaterials(house, tx, actor, { draft: id, changes: [{ kind: "attach", key: "plan", file }] }),
  );
  assert.ok(await requireDraft(house, actor, id));
  const owner = actor.person === "" ? "" : word.startsWith("王") ? "wang" : "zhang";
  return { name: `${owner}'s draft`, owner, params: { draft: id, page, file, material: "plan" } };
}

async function engage(house: House, department: string): Promise<{ account: string; post: string }> {
  const password = "一句足够长的试验密码";
  const told = { hall: city, name: "沈内勤", loginName: "shen-neiqin", password };
  const { account } = await engageStaff(house, system, told);
  const post = await inTransaction(house.db, (tx) =>
    addPost(house, tx, system, { department, name: "沈氏岗位", duties: ["supervisor"] }),
  );
  await inTransaction(house.db, (tx) => appoint(house, tx, system, { account, hall: city, post: post.id }));
  return { account, post: post.id };
}

async function tell(house: House, owner: string, person: string): Promise<Thing> {
  const about = { person: person as Id, hall: city, kind: "application.accepted", at: house.clock.now() };
  const title = owner === "wang" ? "王氏口信" : "陶家口信";
  await inTransaction(house.db, (tx) =>
    tellPerson(house, tx, { ...about, source: title, title, body: `${title}正文` }),
  );
  const row = await house.db
    .selectFrom("notification.message")
    .select("id")
    .where("person_id", "=", person as Id)
    .where("title", "=", title)
    .executeTakeFirstOrThrow();
  return { name: `${owner}'s message`, owner, params: { message: row.id } };
}

async function device(house: House, { id, person }: Citizen, name: string): Promise<Thing> {
  const facts = { person, assurance: 2, actingFor: null, name: "某*", actingName: null };
  const { session } = await inTransaction(house.db, (tx) =>
    openSession(house, tx, { kind: "citizen", accountId: id, facts, device: name }),
  );
  return { name, owner: name.startsWith("王") ? "wang" : "zhang", params: { device: session.id } };
}

/** A draft on an item in use: nobody outside may read what will be in the next version. */
async function draftItem(house: House, item: Item): Promise<Thing> {
  const used = (await findVersion(house, item.id, item.version)) ?? assert.fail();
  const content = { ...used.document, acceptCondition: "王氏条件，还没有发布" };
  await inTransaction(house.db, (tx) => saveDraft(house, tx, editor, { content, item: item.id, revision: 0 }));
  return { name: "the draft of an item", department: "own", params: { item: item.id, section: "basic" } };
}

async function importList(house: House): Promise<Thing> {
  const line = JSON.stringify({
    code: "11440000006941135224401160130002",
    name: "王氏条目",
    area: "445100",
    dept: "潮州市卫生局",
  });
  const content = Readable.from([Buffer.from(`${line}\n`)]);
  const told = { hall: city, division: city, title: "王氏清单", format: "jsonl" as const, content };
  const { batch } = await importItems(house, editor, told);
  return { name: "an import", params: { hall: city, batch: batch ?? assert.fail() } };
}

async function hear(house: House, subscriptions: NonNullable<Module["subscriptions"]>): Promise<void> {
  // Papers are ordered, not drawn: drawing takes a thread of its own.
  const some = subscriptions.filter(({ topic }) => !topic.name.startsWith("application.make-document"));
  const { errors } = await createWorker(house, { hall: city, subscriptions: some }).runDue();
  if (errors.length > 0) throw new AggregateError(errors);
}

/** Gives a visit its form token, which the pages put into their forms. */
const tokenPage = page({
  method: "GET",
  path: "/form-token",
  role: "anyone",
  summary: "试验用",
  handle: async (call) => show(call.csrfToken()),
});

/** The whole house behind one server: every page and every JSON door. */
export async function serverOf(
  house: House,
  modules: readonly Pick<Module, "pages" | "routes">[],
): Promise<HallServer> {
  const pages: Page[] = modules.flatMap((module) => module.pages ?? []);
  const routes: Route[] = modules.flatMap((module) => module.routes ?? []);
  const portal = await openPortal(house, { pages, built: emptyFiles });
  return await createServer(house, {
    pages: [...pages, tokenPage],
    routes,
    ...portal,
    authenticator,
    accessLog: false,
    perMinute: 0,
  });
}

/** Begins an upload in pieces for each draft. */
async function withUploads(server: HallServer, begun: readonly { thing: Thing; token: string }[]): Promise<Thing[]> {
  const made: Thing[] = [];
  for (const { thing, token } of begun) {
    const { draft = "", material = "" } = thing.params;
    const answer = await server.app.inject({
      method: "POST",
      url: `/api/drafts/${draft}/materials/${material}/uploads`,
      headers: {
        cookie: `__Host-wangting=${token}`,
        "sec-fetch-site": "same-origin",
        "tus-resumable": "1.0.0",
        "upload-length": "1000",
        "upload-metadata": `filename ${Buffer.from(`${thing.owner === "wang" ? "王氏" : "张氏"}半个文件.png`).toString("base64")}`,
      },
    });
    assert.equal(answer.statusCode, 201, answer.body);
    const upload = String(answer.headers.location).split("/").at(-1) ?? "";
    made.push({ ...thing, params: { ...thing.params, upload } });
  }
  const [one, other] = made;
  assert.ok(one && other);
  const params = { ...other.params, file: one.params.file ?? "", upload: one.params.upload ?? "" };
  return [...made, { ...other, name: "zhang's draft with parts of wang's", params, mixed: ["file", "upload"] }];
}

/** Where a case stands, for the acts of an officer. */
async function tokenOf(house: House, thing: Thing): Promise<{ token: number; seen: string }> {
  const view = await findCase(house, system, city, thing.params.application as Id);
  return { token: view.tasks[0]?.token ?? 0, seen: view.seen };
}
