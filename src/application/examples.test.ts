import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { documentOfGuide, shippedGuides } from "../catalogue/index.ts";
import { findRoot } from "../kernel/config/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { startFlow } from "../process/index.ts";
import {
  addDepartments,
  applicant,
  applicationHouse,
  draftOf,
  fileOf,
  jointItem,
  officer,
  publish,
  smallItem,
} from "./application.fixture.ts";
import { type Cast, runCase } from "./examples/run-case.ts";
import { auditCases, formOf, outcomeNames, phaseOf } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house } = applicationHouse(db);
before(() => addDepartments(db));

const cast: Cast = {
  applicant,
  officer: (duty, department): Actor => officer(`${duty}-${department}`, department, [duty]),
};
const readme = readFileSync(path.join(findRoot(), "src/application/README.md"), "utf8");

test("[C1][C3] the README's example runs a case from submission to pick-up, with a correction on the way", async () => {
  const draft = await draftOf(house, await publish(house, smallItem()));
  const correction = {
    asks: [{ kind: "material" as const, key: "plan", reason: "看不清，请重新上传" }],
    materials: [{ key: "plan", files: [await fileOf(house, draft.id)], way: "upload" as const }],
  };
  const last = await runCase(house, cast, draft, { correction });
  assert.ok(last);
  assert.equal(phaseOf(last.state), "finished");
  assert.equal(last.state.flow.outcome, "granted");
  assert.equal(last.revision, 9);
  assert.ok(readme.includes("runCase(house, cast, draft, { correction })"));
});

test("[D1] a joint case runs the same road to a refusal, and stops where the story says", async () => {
  const item = await publish(house, jointItem());
  const refused = await runCase(house, cast, await draftOf(house, item), { refusal: "面积不足" });
  assert.equal(refused?.state.flow.outcome, "refused");
  const stopped = await runCase(house, cast, await draftOf(house, item), { until: "decide" });
  assert.deepEqual(
    stopped?.state.tasks.map(({ node }) => node),
    ["decide"],
  );
});

test("[C2] every shipped guide has a form that compiles and a flow that starts, so that cases can run on it", () => {
  for (const guide of shippedGuides()) {
    const document = documentOfGuide(guide, { deptName: "样例局", division: "445100", useLevel: "3" });
    assert.ok(formOf({ document }).pages.length > 0, guide.slug);
    assert.ok(document.flow && startFlow(document.flow).state.tokens.length > 0, guide.slug);
  }
});

test("the README tells every way a case can end", () => {
  for (const name of Object.values(outcomeNames)) assert.ok(readme.includes(name), name);
});

test("after all stories the journals are whole", async () => {
  const { broken, differing } = await auditCases(house);
  assert.deepEqual({ broken, differing }, { broken: 0, differing: 0 });
});
