import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "../kernel/http/index.ts";
import { duties } from "../organization/index.ts";
import { citizen, hall, officer, system, visitor } from "./identity.fixture.ts";
import { rights } from "./rights.ts";

const neighbourHall = "445102";

/** Everybody there can be: visitor, citizens, system, and an officer of each duty, here, next door and above. */
const everybody: [string, Actor][] = [
  ["visitor", visitor],
  ["self", citizen("me", { id: "account" })],
  ["for the company", citizen("boss", { actingFor: "me" })],
  ["stranger", citizen("stranger")],
  ["system", system],
  ...Object.keys(duties).flatMap((duty): [string, Actor][] => [
    [`${duty} here`, officer(duty, hall)],
    [`${duty} next door`, officer(duty, neighbourHall)],
    [`${duty} above`, officer(duty, "440000")],
  ]),
];

const caseDuties = [
  "window-officer",
  "first-examiner",
  "reviewer",
  "co-reviewer",
  "inspector",
  "approver",
  "issuer",
  "archivist",
];

/** Right by right: the object, and who may. */
const table: { [Name in keyof typeof rights]: [Parameters<(typeof rights)[Name]["may"]>[1], string[]] } = {
  ownAccount: [{ account: "account" }, ["self"]],
  ownData: [{ person: "me" }, ["self", "for the company"]],
  readPersonalData: [{ hall }, caseDuties.map((duty) => `${duty} here`)],
  confirmAtCounter: [{ hall }, ["window-officer here"]],
  manageStaff: [{ hall }, ["system", "hall-administrator here", "hall-administrator above"]],
  proveOneself: [undefined, ["self", "for the company", "stranger"]],
  grantMandate: [{ legalPerson: "me", role: "representative" }, ["self", "for the company", "stranger"]],
};

for (const name of Object.keys(table) as (keyof typeof rights)[]) {
  test(`${rights[name].sentence}（其余的人都不能）`, () => {
    const [object, expected] = table[name];
    const may = rights[name].may as (actor: Actor, object: unknown) => boolean;
    const allowed = everybody.filter(([, actor]) => may(actor, object)).map(([who]) => who);
    assert.deepEqual(allowed, expected);
  });
}

test("acting for one company, nobody grants mandates of another; an agent grants none", () => {
  const acting = citizen("boss", { actingFor: "one" });
  assert.equal(rights.grantMandate.may(acting, { legalPerson: "other", role: "representative" }), false);
  assert.equal(rights.grantMandate.may(acting, { legalPerson: "one", role: "agent" }), false);
  assert.equal(rights.grantMandate.may(acting, { legalPerson: "one", role: undefined }), false);
});
