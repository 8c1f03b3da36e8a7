import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listAccesses } from "../identity/index.ts";
import { type Actor, anonymous, createServer } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  addDepartments,
  applicant,
  applicationHouse,
  approver,
  clerk,
  deliverNews,
  everythingOf,
  fileOf,
  foreigner,
  hall,
  issuer,
  neighbour,
  publish,
  reviewer,
  smallItem,
  stranger,
  submitted,
} from "./application.fixture.ts";
import { caseRoutes } from "./routes.ts";

const { db, close } = await openTestDb(import.meta.url);
const { house } = applicationHouse(db);
const actors: Record<string, Actor> = {
  applicant,
  clerk,
  reviewer,
  approver,
  issuer,
  stranger,
  neighbour,
  foreigner,
};
const { app } = await createServer(house, {
  routes: caseRoutes,
  accessLog: false,
  authenticator: { actorOf: async ({ bearer }) => actors[bearer ?? ""] ?? anonymous },
});
after(async () => {
  await app.close();
  await close();
});
let item: Id;
before(async () => {
  await addDepartments(db);
  item = await publish(house, smallItem());
});

interface Answer {
  readonly status: number;
  readonly etag: string;
  readonly body: {
    readonly phase: string;
    readonly code: string;
    readonly tasks: readonly { token: number; node: string; etag: string; number: string }[];
    readonly cases: readonly { application: string; phase: string }[];
    readonly steps: readonly { title: string; by: string }[];
    readonly clocks: readonly { kind: string; dueOn: string }[];
    readonly next: string | null;
  };
}

async function ask(who: string, url: string, body?: object, etag?: string): Promise<Answer> {
  const answer = await app.inject({
    method: body ? "POST" : "GET",
    url: `/api${url}`,
    headers: {
      accept: "application/json",
      ...(who !== "" && { authorization: `Bearer ${who}` }),
      ...(etag !== undefined && { "if-match": etag }),
    },
    ...(body && { payload: body }),
  });
  return { status: answer.statusCode, etag: String(answer.headers.etag ?? ""), body: answer.json() };
}

async function fresh() {
  const receipt = await submitted(house, item);
  return { ...receipt, url: `/halls/${hall}/applications/${receipt.application}` };
}

test("[C7] a whole case runs over JSON, each answer carrying what the next act has seen", async () => {
  const { url, application } = await fresh();
  const seen = await ask("clerk", url);
  assert.deepEqual([seen.status, seen.body.phase], [200, "submitted"]);
  const asks = [{ kind: "material", key: "plan", reason: "看不清" }];
  const notice = await ask("clerk", `${url}/correction-notices`, { asks }, seen.etag);
  assert.deepEqual([notice.status, notice.body.phase], [200, "correcting"]);
  const stale = await ask("clerk", `${url}/acceptance`, {}, seen.etag);
  assert.deepEqual([stale.status, stale.body.code], [409, "application/changed-meanwhile"]);
  const materials = [{ key: "plan", files: [await fileOf(house, application)], way: "upload" }];
  const corrected = await ask("applicant", `${url}/corrections`, { materials });
  assert.equal(corrected.status, 200);
  let last = await ask("clerk", `${url}/acceptance`, {}, corrected.etag);
  const token = () => ({ token: last.body.tasks[0]?.token });
  last = await ask("reviewer", `${url}/claims`, token(), last.etag);
  last = await ask("reviewer", `${url}/opinions`, { ...token(), opinion: "agree" }, last.etag);
  last = await ask("approver", `${url}/decision`, { ...token(), approve: true }, last.etag);
  last = await ask("issuer", `${url}/result`, { ...token(), documentNumber: "粤小作坊0001" }, last.etag);
  last = await ask("clerk", `${url}/delivery`, { ...token(), way: "counter" }, last.etag);
  last = await ask("clerk", `${url}/pickup`, { name: "陈三" }, last.etag);
  assert.deepEqual([last.status, last.body.phase], [200, "finished"]);
  const { body } = await ask("applicant", `${url}/journal`);
  assert.deepEqual(
    body.steps.map(({ title, by }) => [title, by]),
    [
      ["提交申请", "citizen"],
      ["一次性告知补正", "staff"],
      ["提交补正", "citizen"],
      ["受理申请", "staff"],
      ["认领“审查”", "staff"],
      ["审查：同意", "staff"],
      ["作出决定：准予", "staff"],
      ["制作结果文书", "staff"],
      ["结果在窗口待领", "staff"],
      ["领取结果", "staff"],
    ],
  );
});

test("[C22] who may not know of a case is told there is none, by every door, and leaves no trace", async () => {
  const { url, application } = await fresh();
  const before = await everythingOf(db, application);
  const bodies: Record<string, object> = {
    "correction-notices": { asks: [{ kind: "material", key: "plan", reason: "x" }] },
    corrections: { materials: [{ key: "plan", files: [], way: "paper" }] },
    "non-acceptance": { reason: "x" },
    pauses: { reason: "hearing", ground: "x" },
    resumption: { result: "x" },
    extensions: { days: 1, reason: "x" },
    claims: { token: 1 },
    releases: { token: 1 },
    opinions: { token: 1, opinion: "agree" },
    returns: { token: 1, to: "examine", reason: "x" },
    decision: { token: 1, approve: true },
    result: { token: 1 },
    delivery: { token: 1, way: "online" },
    "visit-confirmations": { visits: 1 },
    voiding: { reason: "x" },
    transfers: { token: 1, department: "dept-fire", reason: "x" },
    forwarding: { to: "x", opinion: "x" },
    termination: { reason: "x" },
    "turning-back": { ground: "duplicate", reason: "x" },
  };
  let doors = 0;
  for (const { method, path, role } of caseRoutes) {
    if (!path.startsWith("/halls/:hall/applications/:application")) continue;
    const rest = path.slice("/halls/:hall/applications/:application".length);
    const body = method === "POST" ? (bodies[rest.slice(1)] ?? {}) : undefined;
    for (const who of ["stranger", "neighbour", "foreigner", ""]) {
      const { status, body: said } = await ask(who, url + rest, body);
      const expected =
        who === ""
          ? "kernel/sign-in-needed"
          : who === "stranger" || role === "citizen"
            ? /application\/not-found|kernel\/not-your-role/
            : "application/not-found";
      if (typeof expected === "string") assert.equal(said.code, expected, `${who} ${path}`);
      else assert.match(said.code, expected, `${who} ${path}`);
      assert.ok([401, 403, 404].includes(status));
      doors += 1;
    }
  }
  assert.equal(doors, 4 * 29);
  assert.deepEqual(await everythingOf(db, application), before);
});

test("an officer who reads the contents of a case over JSON is written down for the applicant, once in ten minutes; himself and strangers are not", async () => {
  const { url, application, number } = await fresh();
  const entries = async () => {
    const accesses = await listAccesses(db, applicant);
    return accesses.filter((one) => one.application === application);
  };
  await ask("applicant", `${url}/contents`);
  await ask("neighbour", `${url}/contents`);
  await ask("clerk", url);
  await ask("clerk", `${url}/journal`);
  assert.deepEqual(await entries(), [], "neither his own read nor one that was refused, nor what names nobody");
  const read = await ask("clerk", `${url}/contents`);
  assert.deepEqual([read.status, "answers" in read.body], [200, true]);
  await ask("clerk", `${url}/contents`);
  await ask("reviewer", `${url}/contents`);
  const purpose = `从接口查看填写的内容和材料（办件 ${number}）`;
  assert.deepEqual(
    (await entries()).map((one) => [one.purpose, one.fields, one.hall, one.department]),
    Array.from({ length: 2 }, () => [purpose, ["material"], hall, "dept-market"]),
  );
});

test("[C1] number and query password show the progress without an account; a wrong one shows nothing", async () => {
  const { number, queryPassword, url } = await fresh();
  await ask("clerk", `${url}/acceptance`, { note: "张三的材料" });
  const right = await ask("", "/progress", {
    number: number.toLowerCase(),
    password: ` ${queryPassword.toLowerCase()} `,
  });
  assert.deepEqual([right.status, right.body.phase], [200, "accepted"]);
  assert.deepEqual(
    right.body.steps.map(({ title }) => title),
    ["提交申请", "受理申请"],
  );
  assert.ok(right.body.clocks);
  assert.ok(!JSON.stringify(right.body).includes("张三"));
  const wrong = await ask("", "/progress", { number, password: "22222222" });
  const other = (await fresh()).queryPassword;
  const others = await ask("", "/progress", { number, password: other });
  for (const answer of [wrong, others]) {
    assert.deepEqual([answer.status, answer.body.code], [404, "application/no-progress"]);
  }
  assert.equal((await ask("", "/progress", { number: "123", password: "22222222" })).status, 422);
});

test("the officer's list has the tasks of his seats, newest first, page by page, and nobody else's", async () => {
  const numbers: string[] = [];
  for (let made = 0; made < 7; made += 1) numbers.push((await fresh()).number);
  const seen: string[] = [];
  let next: string | null = "";
  while (next !== null) {
    const page: Answer = await ask("clerk", `/my/tasks?size=3${next && `&after=${next}`}`);
    seen.push(...page.body.tasks.map(({ number }) => number));
    next = page.body.next;
  }
  assert.deepEqual(seen.slice(0, 7), numbers.toReversed());
  assert.equal(new Set(seen).size, seen.length);
  for (const who of ["reviewer", "neighbour", "foreigner"]) {
    const { body } = await ask(who, "/my/tasks");
    assert.ok(body.tasks.every(({ number }) => !numbers.includes(number)));
  }
  assert.equal((await ask("clerk", "/my/tasks?after=bm8")).body.code, "application/bad-cursor");
});

test("an officer accepts straight from the list with the ETag of its line, and finds his own tasks again", async () => {
  const { number, url } = await fresh();
  const { body } = await ask("clerk", "/my/tasks?claimed=free");
  const line = body.tasks.find((one) => one.number === number);
  const claimed = await ask("clerk", `${url}/claims`, { token: line?.token }, line?.etag);
  assert.equal(claimed.status, 200);
  assert.deepEqual(
    (await ask("clerk", "/my/tasks?claimed=mine")).body.tasks.map((one) => one.number),
    [number],
  );
  assert.ok(!(await ask("clerk", "/my/tasks?claimed=free")).body.tasks.some((one) => one.number === number));
  assert.equal((await ask("clerk", `${url}/acceptance`, {}, claimed.etag)).status, 200);
});

test("a person's own list follows the cases by news, newest first", async () => {
  const first = await fresh();
  const second = await fresh();
  await ask("applicant", `${first.url}/withdrawal`, {});
  await deliverNews(house);
  const { body } = await ask("applicant", "/my/applications?size=2");
  assert.deepEqual(
    body.cases.map(({ application, phase }) => [application, phase]),
    [
      [second.application, "submitted"],
      [first.application, "finished"],
    ],
  );
  const { body: further } = await ask("applicant", `/my/applications?size=2&after=${body.next}`);
  assert.ok(further.cases.length > 0);
  assert.deepEqual((await ask("stranger", "/my/applications")).body.cases, []);
});
