import { Readable } from "node:stream";
import {
  acceptApplication,
  application,
  type CaseCommand,
  type Draft,
  decide,
  deliver,
  findCase,
  giveOpinion,
  issueResult,
  type Receipt,
  recordPickup,
  requestCorrection,
  submitApplication,
} from "../../application/index.ts";
import { findPerson } from "../../identity/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import { createWorker } from "../../kernel/outbox/index.ts";
import { linkFile, storeFile } from "../../material/index.ts";
import { city, type newCitizen, picture } from "../apply/apply.fixture.ts";
import { type DeskHome, newOfficer } from "../desk/desk.fixture.ts";
import { deskGround } from "../desk/desk-ground.fixture.ts";

export type Citizen = Awaited<ReturnType<typeof newCitizen>>;

/** Somebody who has signed in, as the acts know him. */
export function actorOf({ account, person }: Citizen, actingFor: Id | null = null): Actor {
  return { kind: "citizen", id: account, assurance: 2, posts: [], person, actingFor };
}

let filed = 0;

/** A case that somebody has just handed in, for himself or for a company. */
export async function handIn(
  home: DeskHome,
  citizen: Citizen,
  company: string | null = null,
  item: DeskHome["item"] = home.item,
): Promise<Receipt> {
  const { house } = home;
  const actor = actorOf(citizen, company as Id | null);
  const person = (company ?? citizen.person) as Id;
  const id = newId(house.clock);
  filed += 1;
  const content = picture(60 + filed, 80);
  const draft: Draft = {
    id,
    hall: city,
    item: item.id,
    version: item.version,
    person,
    agent: company === null ? null : (citizen.person as Id),
    applicantName: (await findPerson(house.db, person))?.name ?? "",
    answers: { name: "阿婆牛肉丸", area: 36.5, kitchen: false, deliverWay: "1" },
    materials: [
      { key: "plan", files: [await fileFor(house, actor, id, "平面图.png", content)], way: "upload" },
      { key: "lease", files: [], way: "paper" },
    ],
    channel: "web",
  };
  const receipt = await submitApplication(house, actor, { draft });
  await listNews(home);
  return receipt;
}

/** Lets the lists of cases hear the news; documents are made by `runNews`. */
export async function listNews({ house }: Pick<DeskHome, "house">): Promise<void> {
  const subscriptions = (application.subscriptions ?? []).filter(({ subscriber }) => subscriber === lists);
  await createWorker(house, { hall: city, subscriptions }).runDue();
}
const lists = "application.person-case";

async function fileFor(house: House, by: Actor, id: Id, name: string, content: Buffer): Promise<Id> {
  const file = await storeFile(house, {
    hall: city,
    by,
    name,
    stream: Readable.from([content]),
    within: (tx, file) => linkFile(house, tx, { hall: city, id: file.id, use: `case:${id}` }),
  });
  return file.id;
}

/** The officers of the item's department, one for all duties. */
export async function officeOf(home: DeskHome) {
  const { actor } = await newOfficer(home.house, home.own);
  const { house } = home;
  const at = ({ hall, application }: Receipt): CaseCommand => ({ hall, application });
  const token = async (one: Receipt) => {
    const { tasks } = await findCase(house, actor, one.hall, one.application);
    return tasks[0]?.token ?? 0;
  };
  return {
    actor,
    at,
    token,
    accept: (one: Receipt) => acceptApplication(house, actor, at(one)),
    ask: (one: Receipt) =>
      requestCorrection(house, actor, {
        ...at(one),
        asks: [
          { kind: "field", key: "area", reason: "申请表填 36.5 平方米，平面图标注 38 平方米，两处不一致" },
          { kind: "material", key: "plan", reason: "平面图没有标出洗手消毒设施" },
        ],
      }),
    examine: async (one: Receipt) =>
      giveOpinion(house, actor, { ...at(one), token: await token(one), opinion: "agree", text: "符合要求" }),
    decide: async (one: Receipt, approve = true) =>
      decide(house, actor, {
        ...at(one),
        token: await token(one),
        approve,
        ...(approve ? {} : { reason: "场所不符合《食品安全法》第三十三条的要求" }),
      }),
    issue: async (one: Receipt) =>
      issueResult(house, actor, { ...at(one), token: await token(one), name: "食品经营许可证" }),
    deliver: async (one: Receipt, way: "online" | "counter") =>
      deliver(house, actor, { ...at(one), token: await token(one), way }),
    handOver: (one: Receipt) => recordPickup(house, actor, { ...at(one), name: "申请人本人" }),
  };
}

/** What tests of a citizen's cases begin with: a hall and the office that handles what is handed in. Put away after the tests. */
export async function casesGround(url: string) {
  const { db, home } = await deskGround(url);
  return { db, home, office: await officeOf(home) };
}
