import assert from "node:assert/strict";
import { after } from "node:test";
import { openTestDb } from "../../kernel/testing/index.ts";
import { appliableGuides } from "../apply/apply.fixture.ts";
import { browserOf, deskHouse, newOfficer, pathOf, type submitted } from "./desk.fixture.ts";

export type Receipt = Awaited<ReturnType<typeof submitted>>;

/** What tests of the desk begin with: a hall and its officers at their browsers. Put away after the tests. */
export async function deskGround(url: string) {
  const { db, close } = await openTestDb(url, appliableGuides);
  const home = await deskHouse(db);
  after(async () => {
    await home.server.app.close();
    await home.tidyUp();
    await close();
  });

  /** An officer of the item's department at the desk. */
  async function atDesk(...duties: string[]) {
    const officer = await newOfficer(home.house, home.own, duties.length > 0 ? duties : undefined);
    return { officer, desk: browserOf(home.server, officer.cookie) };
  }

  return { db, home, atDesk };
}

type Desk = ReturnType<typeof browserOf>;

/** Does an act on its own page, and comes back to the case. */
export async function act(desk: Desk, one: Receipt, key: string, typed: Record<string, string> = {}) {
  const address = `${pathOf(one)}/${key}`;
  const sent = await desk.send(address, address, typed);
  assert.deepEqual([sent.status, sent.to], [303, `${pathOf(one)}?done=${key}`], `${key}: ${sent.text.slice(0, 600)}`);
  return await desk.open(sent.to);
}

/** Does an act by its button on the case page. */
export async function press(desk: Desk, one: Receipt, key: string) {
  const sent = await desk.send(pathOf(one), `${pathOf(one)}/${key}`);
  assert.deepEqual([sent.status, sent.to], [303, `${pathOf(one)}?done=${key}`], sent.text.slice(0, 600));
}
