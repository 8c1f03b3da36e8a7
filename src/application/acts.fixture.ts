import assert from "node:assert/strict";
import { after, before, beforeEach } from "node:test";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  addDepartments,
  applicationHouse,
  approver,
  clerk,
  fileOf,
  foreigner,
  hall,
  instantItem,
  issuer,
  jointItem,
  monday,
  neighbour,
  publish,
  refusedWithoutTrace,
  reviewer,
  smallItem,
  stranger,
  submitted,
  tokenAt,
} from "./application.fixture.ts";
import { acceptApplication, auditCases, decide, giveOpinion, issueResult, journalOf } from "./index.ts";

export const planIsBlurred = [{ kind: "material" as const, key: "plan", reason: "看不清，请重新上传" }];

/** A house with three items and cases at every stage; after its tests every journal is audited. */
export async function actsHouse(url: string) {
  const { db, close } = await openTestDb(url);
  const { house, clock } = applicationHouse(db);
  const items = { small: "" as Id, joint: "" as Id, instant: "" as Id };
  before(async () => {
    await addDepartments(db);
    items.small = await publish(house, smallItem());
    items.joint = await publish(house, jointItem());
    items.instant = await publish(house, instantItem());
  });
  beforeEach(() => clock.set(monday));
  after(async () => {
    const { broken, differing, faults } = await auditCases(house);
    await close();
    assert.deepEqual({ broken, differing, faults }, { broken: 0, differing: 0, faults: [] });
  });

  /** A case that has just come in: where it is. */
  async function fresh(of: Id = items.small) {
    const { application } = await submitted(house, of);
    return { hall, application };
  }
  async function accepted(of: Id = items.small) {
    const place = await fresh(of);
    return { place, moved: await acceptApplication(house, clerk, place) };
  }
  async function examined() {
    const { place, moved } = await accepted();
    const token = tokenAt(moved, "examine");
    return { place, moved: await giveOpinion(house, reviewer, { ...place, token, opinion: "agree" }) };
  }
  async function decided(approve = true) {
    const { place, moved } = await examined();
    const token = tokenAt(moved, "decide");
    return { place, moved: await decide(house, approver, { ...place, token, approve, reason: "不符合条件" }) };
  }
  async function issued() {
    const { place, moved } = await decided();
    return { place, moved: await issueResult(house, issuer, { ...place, token: tokenAt(moved, "issue") }) };
  }
  async function lastLine(actor: Actor, { application }: { application: Id }) {
    return (await journalOf(house, actor, hall, application)).at(-1);
  }
  async function plan({ application }: { application: Id }) {
    return { key: "plan", files: [await fileOf(house, application)], way: "upload" as const };
  }
  /** Strangers and neighbours are told there is no such case; nothing is left behind. */
  async function closedToStrangers(application: Id, act: (actor: Actor) => Promise<unknown>): Promise<void> {
    for (const actor of [stranger, neighbour, foreigner]) {
      await refusedWithoutTrace(house, application, "application/not-found", () => act(actor));
    }
  }
  return {
    db,
    house,
    clock,
    items,
    fresh,
    accepted,
    examined,
    decided,
    issued,
    lastLine,
    plan,
    closedToStrangers,
  };
}
