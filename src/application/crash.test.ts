import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeDb, type Db, openDb } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { openTestDb, quiet } from "../kernel/testing/index.ts";
import {
  addDepartments,
  applicant,
  applicationHouse,
  approver,
  clerk,
  draftOf,
  everythingOf,
  fileOf,
  hall,
  publish,
  reviewer,
  smallItem,
  stateOf,
  submitted,
  tokenAt,
} from "./application.fixture.ts";
import { type Break, openBrokenWire } from "./broken-wire.fixture.ts";
import {
  acceptApplication,
  auditCases,
  correct,
  decide,
  giveOpinion,
  requestCorrection,
  submitApplication,
} from "./index.ts";
import { readStanding } from "./read-case.ts";
import { writeSeen } from "./seen.ts";

const { db, url, close } = await openTestDb(import.meta.url);
const { house } = applicationHouse(db);
let item: Id;
before(async () => {
  await addDepartments(db);
  item = await publish(house, smallItem());
});
after(async () => {
  const { broken, differing, cases } = await auditCases(house);
  await close();
  assert.ok(cases > 20);
  assert.deepEqual({ broken, differing }, { broken: 0, differing: 0 });
});

/** One act with everything before it done, as a person would repeat it when no answer came. */
interface Prepared {
  readonly application: Id;
  /** Steps when the act is done once. */
  readonly steps: number;
  act(on: House): Promise<unknown>;
}

const acts: Record<"submit" | "correct" | "accept" | "decide", () => Promise<Prepared>> = {
  async submit() {
    const draft = await draftOf(house, item);
    return { application: draft.id, steps: 1, act: (on) => submitApplication(on, applicant, { draft }) };
  },
  async correct() {
    const { application } = await submitted(house, item);
    const asks = [{ kind: "material" as const, key: "plan", reason: "看不清" }];
    await requestCorrection(house, clerk, { hall, application, asks });
    const materials = [{ key: "plan", files: [await fileOf(house, application)], way: "upload" as const }];
    return { application, steps: 3, act: (on) => correct(on, applicant, { hall, application, materials }) };
  },
  async accept() {
    const { application } = await submitted(house, item);
    const seen = await seenOf(application);
    return { application, steps: 2, act: (on) => acceptApplication(on, clerk, { hall, application, seen }) };
  },
  async decide() {
    const { application } = await submitted(house, item);
    const place = { hall, application };
    const accepted = await acceptApplication(house, clerk, place);
    const token = tokenAt(accepted, "examine");
    const examined = await giveOpinion(house, reviewer, { ...place, token, opinion: "agree" });
    const command = { ...place, token: tokenAt(examined, "decide"), approve: true };
    return { application, steps: 4, act: (on) => decide(on, approver, command) };
  },
};

async function seenOf(application: Id): Promise<string> {
  const standing = await readStanding(db, hall, application);
  assert.ok(standing);
  return writeSeen(standing);
}

async function stepsOf(application: Id): Promise<number> {
  const [cases, steps] = (await everythingOf(db, application)) as unknown[][];
  assert.ok((cases?.length ?? 0) <= 1);
  return steps?.length ?? 0;
}

async function overWire(work: (on: House, wire: Awaited<ReturnType<typeof openBrokenWire>>) => Promise<void>) {
  const wire = await openBrokenWire(url);
  const far: Db = await openDb({ url: wire.url, log: quiet, readers: 1, writers: 1 });
  try {
    await work({ ...house, db: far }, wire);
  } finally {
    await closeDb(far);
    wire.close();
  }
}

const breaks: readonly Break[] = ["before", "torn", "after"];

for (const [name, prepare] of Object.entries(acts)) {
  for (const at of breaks) {
    test(`[C1] the line breaks ${at} the statement of ${name}: it is done exactly once, and the answer says so`, async () => {
      await overWire(async (on, wire) => {
        // The first one fills what processes remember: numbers leased, versions read.
        await (await prepare()).act(on);
        const { act, application, steps } = await prepare();
        wire.breakNext(at);
        const answer = await act(on);
        assert.equal(wire.broke(), 1);
        assert.equal(await stepsOf(application), steps);
        const { number } = await stateOf(house, application);
        assert.equal((answer as { number: string }).number, number);
      });
    });
  }
}

test("[C1] the process dies before, within or after the statement: all of it is there or nothing, and a repetition does it once", async () => {
  const left: Promise<unknown>[] = [];
  for (const prepare of Object.values(acts)) {
    for (const at of breaks) {
      const { act, application, steps } = await prepare();
      const run = overWire(async (on, wire) => {
        await (await acts.submit()).act(on);
        wire.breakNext(at, true);
        const lost = act(on);
        lost.catch(() => undefined);
        while (wire.broke() === 0) await new Promise((soon) => setTimeout(soon, 5));
        await settled(application, at === "after" ? steps : steps - 1);
        // The person tries again at another process.
        const again = await act(house).catch((error: unknown) => error);
        assert.ok(
          !(again instanceof Error) || (again instanceof HallError && again.kind === "conflict"),
          String(again),
        );
        assert.equal(await stepsOf(application), steps);
        await assert.rejects(lost, { code: "kernel/database-away" });
        assert.equal(await stepsOf(application), steps);
      });
      left.push(run);
    }
  }
  await Promise.all(left);
});

/** The server may still be at work when the line is cut. */
async function settled(application: Id, steps: number): Promise<void> {
  for (let tries = 0; tries < 200 && (await stepsOf(application)) !== steps; tries += 1) {
    await new Promise((soon) => setTimeout(soon, 10));
  }
  assert.equal(await stepsOf(application), steps);
}
