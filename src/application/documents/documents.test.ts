import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { test } from "node:test";
import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { createWorker } from "../../kernel/outbox/index.ts";
import {
  applicant,
  at,
  clerk,
  draftOf,
  fileOf,
  foreigner,
  hall,
  issuer,
  stranger,
  submitted,
  tokenAt,
} from "../application.fixture.ts";
import {
  correct,
  documentsOf,
  findDocument,
  issueResult,
  notAccept,
  openDocument,
  requestCorrection,
  submitApplication,
} from "../index.ts";
import type { CaseNews } from "../topics.ts";
import { groupCode, readCheckNumber } from "./check-number.ts";
import { documentsHouse } from "./documents.fixture.ts";
import { documentSubscriptions } from "./jobs.ts";
import { makeDocumentFile } from "./make-document.ts";
import { orderDocument } from "./order-document.ts";

const { db, house, clock, item, work, rowsOf, codeOf, decided, latest } = await documentsHouse(import.meta.url);

test("[C1] a case that comes in gets its receipt, and its acceptance, decision and result each their document, once", async () => {
  const application = await decided(true);
  const state = await latest(application);
  await issueResult(house, issuer, {
    hall,
    application,
    token: tokenAt(state, "issue"),
    documentNumber: "潮食作坊2026001",
  });
  const tally = await work();
  assert.deepEqual(tally.errors, []);
  const rows = await rowsOf(application);
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ["receipt", "acceptance", "grant", "result"],
  );
  for (const row of rows) {
    assert.ok(readCheckNumber(row.number), row.number);
    assert.equal(row.issuer, "潮州市市场监督管理局");
    const file = await openDocument(house, applicant, { hall, application, document: row.id });
    const bytes = await buffer(await file.open());
    assert.equal(createHash("sha256").update(bytes).digest("hex"), row.sha256);
    assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
    assert.equal(bytes.length, row.size);
  }
});

test("[C1][C5] a correction notice and the receipt of what was corrected are documents of their own steps", async () => {
  const { application } = await submitted(house, item);
  await requestCorrection(house, clerk, {
    hall,
    application,
    asks: [
      { kind: "material", key: "plan", reason: "看不清" },
      { kind: "field", key: "area", reason: "与平面图不符" },
    ],
  });
  clock.set(at("2026-03-04"));
  await correct(house, applicant, {
    hall,
    application,
    answers: { rented: false, name: "阿婆牛肉丸", area: 30 },
    materials: [{ key: "plan", files: [await fileOf(house, application)], way: "upload" }],
  });
  await notAccept(house, clerk, { hall, application, reason: "不属于本机关职权范围" });
  await work();
  const rows = await rowsOf(application);
  assert.deepEqual(
    rows.map(({ kind, seq }) => [kind, seq]),
    [
      ["receipt", 1],
      ["correction", 2],
      ["receipt", 3],
      ["not-acceptance", 4],
    ],
  );
  assert.ok(rows.every(({ made_at }) => made_at !== null));
});

test("a refusal is a document with its remedies", async () => {
  const application = await decided(false);
  await work();
  assert.deepEqual(
    (await rowsOf(application)).map(({ kind }) => kind),
    ["receipt", "acceptance", "refusal"],
  );
});

test("[C1] heard twice and made many times at once, a step has one document, one number and one file", async () => {
  const draft = await draftOf(house, item);
  const { application, number } = await submitApplication(house, applicant, { draft });
  const { state } = await latest(application);
  const news: CaseNews = {
    hall,
    application,
    number,
    person: state.person,
    agent: null,
    item,
    version: state.version,
    department: state.department,
    channel: "web",
    revision: 1,
    at: state.submittedAt,
    submittedAt: state.submittedAt,
    state: "submitted",
    outcome: null,
  };
  await work();
  const [before] = await rowsOf(application);
  assert.ok(before);
  await inTransaction(db, (tx) => orderDocument(house, tx, news, "receipt"));
  await Promise.all(Array.from({ length: 8 }, () => makeDocumentFile(house, { hall, document: before.id })));
  await work();
  assert.deepEqual(await rowsOf(application), [before]);
  const blob = await db
    .selectFrom("kernel.blob")
    .select("uses")
    .where("hall", "=", hall)
    .where("sha256", "=", before.sha256 ?? "")
    .executeTakeFirstOrThrow();
  assert.equal(blob.uses, 1);
});

test("a file that failed half-way is made by the next try, with the same number, code and bytes", async () => {
  const { application } = await submitted(house, item);
  const away: House = {
    ...house,
    blobs: { ...house.blobs, put: () => Promise.reject(new Error("the store is away")) },
  };
  const failing = createWorker(away, { hall, subscriptions: documentSubscriptions });
  assert.equal((await failing.runDue()).errors.length, 1);
  const [before] = await rowsOf(application);
  assert.ok(before && before.made_at === null && before.sha256 === null);
  await assert.rejects(openDocument(house, applicant, { hall, application, document: before.id }), {
    code: "application/document-not-made",
  });
  assert.equal(await findDocument(house, before.number, codeOf(before.id)), undefined);
  clock.advance(3_600_000);
  await work();
  const [after] = await rowsOf(application);
  assert.ok(after?.sha256);
  assert.deepEqual([after.number, after.check_digest], [before.number, before.check_digest]);
});

test("numbers of a kind have no gaps within a year and begin again with the next", async () => {
  await work();
  const receipts = await db
    .selectFrom("application.document")
    .select("number")
    .where("hall", "=", hall)
    .where("kind", "=", "receipt")
    .execute();
  const serials = receipts.map(({ number }) => Number(number.split("-")[3])).sort((a, b) => a - b);
  assert.deepEqual(
    serials,
    serials.map((_, index) => index + 1),
  );
});

test("[C1] a stranger with number and code learns the digest and four facts, and nothing about a person", async () => {
  const { application } = await submitted(house, item);
  await work();
  const [row] = await rowsOf(application);
  assert.ok(row);
  const found = await findDocument(house, row.number, codeOf(row.id));
  assert.equal(found?.sha256, row.sha256);
  assert.deepEqual(
    found?.facts.map(({ label }) => label),
    ["文书", "文号", "出具机关", "出具日期"],
  );
  assert.doesNotMatch(JSON.stringify(found), /陈|阿婆|440\d{15}/);
  // As people type it.
  const typed = ` ${row.number.toLowerCase().replaceAll("-", " ")} `;
  const code = groupCode(codeOf(row.id)).toLowerCase().replaceAll("0", "o").replaceAll("1", "l");
  assert.deepEqual(await findDocument(house, typed, code), found);
});

test("a wrong code, the code of another document, a wrong number and no number at all get the same answer", async () => {
  const { application } = await submitted(house, item);
  const other = await submitted(house, item);
  await work();
  const [[mine], [yours]] = [await rowsOf(application), await rowsOf(other.application)];
  assert.ok(mine && yours);
  const right = codeOf(mine.id);
  const wrong = `${right.startsWith("0") ? "1" : "0"}${right.slice(1)}`;
  for (const [number, code] of [
    [mine.number, wrong],
    [mine.number, codeOf(yours.id)],
    [mine.number, ""],
    [mine.number.replace(/-.$/, ""), right],
    [`445200${mine.number.slice(6)}`, right],
    ["", ""],
    ["'; drop table application.document --", right],
  ] as const) {
    assert.equal(await findDocument(house, number, code), undefined, `${number} ${code}`);
  }
});

test("the documents of a case are for its applicant and its officers, and for nobody else", async () => {
  const { application } = await submitted(house, item);
  await work();
  const [row] = await rowsOf(application);
  assert.ok(row);
  for (const actor of [applicant, clerk]) {
    assert.equal((await documentsOf(house, actor, hall, application)).length, 1);
  }
  for (const actor of [stranger, foreigner]) {
    const refused = { code: "application/not-found" };
    await assert.rejects(documentsOf(house, actor, hall, application), refused);
    await assert.rejects(openDocument(house, actor, { hall, application, document: row.id }), refused);
  }
  const other = await submitted(house, item);
  await assert.rejects(openDocument(house, applicant, { hall, application: other.application, document: row.id }), {
    code: "application/not-found",
  });
});
