import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { createBlobStore } from "../../kernel/blob/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { createOutbox, createWorker } from "../../kernel/outbox/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import {
  addDepartments,
  applicationHouse,
  approver,
  clerk,
  hall,
  publish,
  reviewer,
  smallItem,
  submitted,
  tokenAt,
} from "../application.fixture.ts";
import { acceptApplication, decide, giveOpinion } from "../index.ts";
import { checkCodeOf } from "./check-number.ts";
import { documentSubscriptions } from "./jobs.ts";
import { rendererOf } from "./renderer.ts";

/** What tests of documents begin with: a house that makes them, a small item, cases that were decided. Put away after the tests. */
export async function documentsHouse(url: string) {
  const { db, close } = await openTestDb(url);
  const folder = await mkdtemp(path.join(tmpdir(), "documents-"));
  const made = applicationHouse(db);
  const { clock } = made;
  const house: House = {
    ...made.house,
    outbox: createOutbox({ clock, hears: documentSubscriptions }),
    blobs: createBlobStore({ kind: "fs", folder }),
  };
  await addDepartments(db);
  const item = await publish(house, smallItem());
  after(async () => {
    await rendererOf(house).stop();
    await close();
    await rm(folder, { recursive: true });
  });

  /** Does all that is due. */
  const work = () => createWorker(house, { hall, subscriptions: documentSubscriptions }).runDue();
  const rowsOf = (application: Id) =>
    db
      .selectFrom("application.document")
      .selectAll()
      .where("hall", "=", hall)
      .where("application_id", "=", application)
      .orderBy("seq")
      .execute();
  const codeOf = (document: Id) => checkCodeOf(house.seal, hall, document);

  async function decided(approve: boolean): Promise<Id> {
    const { application } = await submitted(house, item);
    await acceptApplication(house, clerk, { hall, application });
    const examine = await giveOpinion(house, reviewer, {
      hall,
      application,
      token: tokenAt(await latest(application), "examine"),
      opinion: "agree",
      text: "符合要求",
    });
    await decide(house, approver, {
      hall,
      application,
      token: tokenAt(examine, "decide"),
      approve,
      reason: approve ? undefined : "场所不在登记的地址",
    });
    return application;
  }

  async function latest(application: Id) {
    const row = await db
      .selectFrom("application.application")
      .select("facts")
      .where("hall", "=", hall)
      .where("id", "=", application)
      .executeTakeFirstOrThrow();
    return { state: row.facts };
  }

  return { db, house, clock, item, work, rowsOf, codeOf, decided, latest };
}
