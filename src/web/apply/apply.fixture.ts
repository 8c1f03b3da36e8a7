import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { crc32, deflateSync } from "node:zlib";
import { application } from "../../application/index.ts";
import {
  approveLegality,
  catalogue,
  findVersion,
  type Guide,
  type Item,
  type ItemDocument,
  importShippedGuides,
  listItems,
  publishItem,
  saveDraft,
  submitForReview,
} from "../../catalogue/index.ts";
import { authenticator, identity, registerAtCounter, registerLegalPersonAtCounter } from "../../identity/index.ts";
import { createBlobStore } from "../../kernel/blob/index.ts";
import { createCalendar, shippedYears } from "../../kernel/calendar/index.ts";
import { idNumberCheckCharacter, parseHallCode, usccCheckCharacter } from "../../kernel/codes/index.ts";
import { type Db, inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import {
  type Actor,
  type Assets,
  type Assurance,
  createServer,
  type HallServer,
  page,
  show,
} from "../../kernel/http/index.ts";
import { newId } from "../../kernel/ids/index.ts";
import { createOutbox, createWorker } from "../../kernel/outbox/index.ts";
import type { Ground } from "../../kernel/testing/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { registers } from "../../organization/grounds.fixture.ts";
import { editor, reviewer } from "../guide/guide.fixture.ts";
import { openPortal, web } from "../index.ts";
import { enterCitizen } from "../sessions.fixture.ts";
import { emptyFiles, webHouse } from "../web.fixture.ts";

const province = parseHallCode("440000");
export const city = parseHallCode("445100");
/** 潮州市湘桥区凤新街道. */
export const town = "445102009";

/** Departments of 潮州市 that are in the register; the guides name kinds of them. */
const bodies: Partial<Record<string, string>> = {
  "residence-permit": "潮州市公安局",
  "road-freight-licence": "潮州市交通运输局",
};

function bodiesOf({ slug }: Guide) {
  const deptName = bodies[slug] ?? "潮州市卫生局";
  return [{ hall: city, division: city, deptName, useLevel: "3" }];
}

/** All halls, and the 16 guides carried out by a city; who hears of them has not been told yet. */
export const appliableGuides: Ground = {
  name: "appliable",
  async fill(db) {
    await registers.fill(db);
    const { house, tidyUp } = await applyHouse(db);
    await importShippedGuides(house, editor, { base: province, bodiesOf });
    await tidyUp();
  },
};

/** A house in which the 16 guides can be applied for, on a database that begins with `appliableGuides`, with a folder for files. */
export async function applyHouse(db: Db, options: { https?: boolean } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "wangting-apply-"));
  const bare = webHouse(db);
  const subscriptions = [...(catalogue.subscriptions ?? []), ...(application.subscriptions ?? [])];
  const { config } = bare;
  const house: House = {
    ...bare,
    // A browser takes no __Host- cookie over plain http.
    config: options.https === false ? { ...config, publicUrl: "http://127.0.0.1", secureCookies: false } : config,
    calendar: createCalendar(shippedYears),
    blobs: createBlobStore({ kind: "fs", folder }),
    outbox: createOutbox({ clock: bare.clock, hears: subscriptions }),
  };
  const worker = createWorker(house, { hall: city, subscriptions });
  const runNews = async () => {
    const { errors } = await worker.runDue();
    if (errors.length > 0) throw new AggregateError(errors);
  };
  const clock = house.clock as typeof house.clock & { advance(milliseconds: number): void };
  const { items } = await listItems(db, { divisions: [city], state: "published" }, { size: 100 });
  const itemOf = (name: string): Item => {
    const found = items.find((one) => one.name === name && one.hall === city);
    assert.ok(found, name);
    return found;
  };
  return { house, clock, runNews, itemOf, tidyUp: () => rm(folder, { recursive: true, force: true }) };
}

/** The portal with everything a citizen needs; a stand-in for the sign-in page says where one was sent. */
export async function applyServer(house: House, built: Assets = emptyFiles): Promise<HallServer> {
  const mounted = web.pages ?? [];
  const signIn = page({
    method: "GET",
    path: "/sign-in",
    role: "anyone",
    summary: "登录（试验）",
    handle: async () => show("<!doctype html><html lang=zh-CN><title>登录</title><h1>登录</h1>"),
  });
  const pages = mounted.some(({ path: own }) => own === "/sign-in") ? mounted : [...mounted, signIn];
  const routes = [...(identity.routes ?? []), ...(application.routes ?? []), ...(web.routes ?? [])];
  const portal = await openPortal(house, { pages, built });
  return await createServer(house, { pages, routes, authenticator, ...portal, accessLog: false, perMinute: 0 });
}

const officer: Actor = {
  kind: "staff",
  id: "019c0000-0000-7000-8000-0000000000aa",
  assurance: 3,
  posts: ["window-officer"],
  seats: [{ post: "window", duty: "window-officer", hall: city, department: "cz-007" }],
};

let people = 0;

/** Somebody who is known, with a session that says how surely. */
export async function newCitizen(house: House, more: { assurance?: Assurance; company?: string } = {}) {
  people += 1;
  const digits = `4451021988${String((people % 12) + 1).padStart(2, "0")}16${String(people).padStart(3, "0")}`;
  const idNumber = digits + idNumberCheckCharacter(digits);
  const name = "陈样例";
  const { person } = await inTransaction(house.db, (tx) =>
    registerAtCounter(house, tx, officer, {
      hall: city,
      name,
      idNumber,
      phone: `160${String(people).padStart(8, "0")}`,
      address: { division: town, detail: "样例路 1 号" },
    }),
  );
  const company = more.company === undefined ? undefined : await newCompany(house, person, more.company);
  const account = newId(house.clock);
  const signIn = async () =>
    (await enterCitizen(house, { account, person, assurance: more.assurance, name: "陈*" })).token;
  return { person, account, idNumber, name, company, signIn, cookie: await signIn() };
}

async function newCompany(house: House, representative: string, name: string) {
  const head = `91445102MA5${String(people).padStart(6, "0")}`;
  const uscc = head + usccCheckCharacter(head);
  const made = await inTransaction(house.db, (tx) =>
    registerLegalPersonAtCounter(house, tx, officer, {
      hall: city,
      uscc,
      name,
      representative,
      address: { division: town, detail: "样例路 2 号" },
    }),
  );
  return { id: made.legalPerson, uscc, name };
}

/** Publishes another version of an item. */
export async function newVersion(house: House, item: Item, change: (document: ItemDocument) => ItemDocument) {
  const used = await findVersion(house, item.id, item.version);
  assert.ok(used);
  const content = change(used.document);
  await inTransaction(house.db, async (tx) => {
    await saveDraft(house, tx, editor, { content, item: item.id, revision: 0 });
    await submitForReview(house, tx, editor, { item: item.id, reason: "报审" });
    await approveLegality(house, tx, reviewer, { item: item.id, reason: "合法" });
    await publishItem(house, tx, editor, { item: item.id, reason: "修订" });
  });
}

/** A true picture of so many pixels. */
export function picture(width = 60, height = 80): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width + 1), 200);
  for (let at = 0; at < height; at += 1) rows[at * (width + 1)] = 0;
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([magic, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** A browser without script: keeps its cookies, fills in the form it was shown, follows nothing by itself. */
export function visitor(server: HallServer, token?: string) {
  const jar = new Map<string, string>(token === undefined ? [] : [["__Host-wangting", token]]);
  const origin = { origin: "https://hall.example.cn", "sec-fetch-site": "same-origin" };
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const keep = (answer: { cookies: { name: string; value: string }[] }) => {
    for (const { name, value } of answer.cookies) jar.set(name, value);
  };
  let shown = "";
  return {
    signIn: (fresh: string) => jar.set("__Host-wangting", fresh),
    async open(url: string) {
      const answer = await server.app.inject({ url, headers: { cookie: cookie() } });
      keep(answer);
      shown = answer.body;
      return { status: answer.statusCode, body: answer.body, text: textOf(answer.body), to: answer.headers.location };
    },
    /** Sends the form last shown, with what is typed into it. */
    async send(url: string, typed: Record<string, string | readonly string[]>) {
      const form = new URLSearchParams();
      for (const [name, value] of hiddenOf(shown)) if (!(name in typed)) form.append(name, value);
      for (const [name, given] of Object.entries(typed)) {
        for (const value of typeof given === "string" ? [given] : given) form.append(name, value);
      }
      const headers = { cookie: cookie(), ...origin, "content-type": "application/x-www-form-urlencoded" };
      const answer = await server.app.inject({ method: "POST", url, headers, payload: form.toString() });
      keep(answer);
      if (answer.statusCode !== 303) shown = answer.body;
      return {
        status: answer.statusCode,
        body: answer.body,
        text: textOf(answer.body),
        to: String(answer.headers.location),
      };
    },
    /** The same with files. */
    /** The bytes of a file. */
    async download(url: string) {
      const answer = await server.app.inject({ method: "GET", url, headers: { cookie: cookie() } });
      return { status: answer.statusCode, headers: answer.headers, content: answer.rawPayload };
    },
    async sendFiles(
      url: string,
      files: readonly { field: string; name: string; content: Buffer }[],
      typed: Record<string, string> = {},
    ) {
      const parts: Buffer[] = [];
      for (const [name, value] of [...hiddenOf(shown), ...Object.entries(typed)]) {
        parts.push(Buffer.from(`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
      }
      for (const { field, name, content } of files) {
        const head = `--b\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`;
        parts.push(Buffer.from(head), content, Buffer.from("\r\n"));
      }
      parts.push(Buffer.from("--b--\r\n"));
      const headers = { cookie: cookie(), ...origin, "content-type": "multipart/form-data; boundary=b" };
      const answer = await server.app.inject({ method: "POST", url, headers, payload: Buffer.concat(parts) });
      keep(answer);
      if (answer.statusCode !== 303) shown = answer.body;
      return {
        status: answer.statusCode,
        body: answer.body,
        text: textOf(answer.body),
        to: String(answer.headers.location),
      };
    },
  };
}

/** Hidden inputs of the forms on a page, the last of each name. */
function hiddenOf(html: string): [string, string][] {
  const found = new Map<string, string>();
  for (const [input] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    const value = /value="([^"]*)"/.exec(input)?.[1] ?? "";
    if (name !== undefined) found.set(name, plainOf(value));
  }
  return [...found];
}

function plainOf(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** What a page says. */
export function textOf(html: string): string {
  return html.replace(/<head>[\s\S]*?<\/head>/, "").replace(/<[^>]*>/g, "");
}

/** What tests of applying begin with: a hall with items to apply for, and its portal. Put away after the tests. */
export async function applyGround(url: string) {
  const { db, close } = await openTestDb(url, appliableGuides);
  const home = await applyHouse(db);
  const server = await applyServer(home.house);
  after(async () => {
    await server.app.close();
    await home.tidyUp();
    await close();
  });
  return { db, home, server };
}
