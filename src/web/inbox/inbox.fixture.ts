import { Type } from "typebox";
import { authenticator } from "../../identity/index.ts";
import { type FixedClock, fixedClock } from "../../kernel/clock/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { type Db, inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Assets, createServer, type HallServer, page, show } from "../../kernel/http/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import { createOutbox, createWorker } from "../../kernel/outbox/index.ts";
import { notification, tellPerson } from "../../notification/index.ts";
import { openPortal } from "../index.ts";
import { enterCitizen } from "../sessions.fixture.ts";
import { emptyFiles, webHouse } from "../web.fixture.ts";
import { inboxPages } from "./index.ts";

/** Halls of the tests: 潮州市. */
const hall = parseHallCode("445100");

/** A house of the tests whose clock can be moved; its address is that of the test's server. */
export function inboxHouse(db: Db, settings: Partial<House["config"]> = {}): House & { readonly clock: FixedClock } {
  const house = webHouse(db);
  const clock = fixedClock("2026-11-24T15:04:00+08:00");
  const config = { ...house.config, publicUrl: "http://127.0.0.1", secureCookies: false, ...settings };
  return { ...house, clock, config };
}

/** The same house with an outbox that knows who hears that a message is wanted. */
export function sendsMessages<Made extends House>(house: Made): Made {
  return { ...house, outbox: createOutbox({ clock: house.clock, hears: notification.subscriptions ?? [] }) };
}

/** Makes what is due in the outbox happen: the messages reach the stand-ins. */
export async function sendDue(house: House): Promise<void> {
  await createWorker(house, { hall, subscriptions: notification.subscriptions ?? [] }).runDue();
}

/** Where a message leads: stands in for the page of a case. */
const casePage = page({
  method: "GET",
  path: "/cases/:application",
  role: "citizen",
  summary: "办件",
  params: Type.Object({ application: Type.String() }),
  handle: async () => show("<!doctype html><title>办件</title>"),
});

/** The inbox as a server. */
export async function inboxServer(house: House, built: Assets = emptyFiles): Promise<HallServer> {
  const pages = [...inboxPages, casePage];
  const portal = await openPortal(house, { pages, built });
  return await createServer(house, { pages, routes: [], ...portal, authenticator, accessLog: false, perMinute: 0 });
}

/** Signs a made-up person in. @returns the token of the session. */
export async function signedIn(house: House, actingFor: Id | null = null): Promise<{ person: Id; token: string }> {
  const person = newId(house.clock);
  const actingName = actingFor && "潮州市湘桥区某某饮食店";
  const { token } = await enterCitizen(house, {
    ...{ account: newId(house.clock), person, name: "林*" },
    ...{ actingFor, actingName },
  });
  return { person, token };
}

const told = [
  [
    "application.submitted",
    "申请已提交",
    "“食品经营许可（新办）”的申请已经收到。收到之日起 5 个工作日内答复是否受理；需要补正的，一次告诉您全部内容。",
  ],
  [
    "application.correction-requested",
    "需要补正",
    "“食品经营许可（新办）”的申请需要补正。要改哪几处、补哪几样、到哪天为止，都写在办件的补正通知里。",
  ],
  ["application.corrected", "补正已提交", "“食品经营许可（新办）”的补正内容已经收到，窗口正在重新核对。"],
  [
    "application.accepted",
    "已受理",
    "“食品经营许可（新办）”的申请已经受理，办理时限开始计算，受理通知书可以在办件里下载。",
  ],
] as const;

/** Items of the place by their ids, in the order of their names; of each name one, or one a hall. */
export async function someItems(db: Db, count: number): Promise<readonly { id: Id; name: string }[]> {
  return await db
    .selectFrom("catalogue.item")
    .select(["id", "name"])
    .where("hall", "=", hall)
    .orderBy("name")
    .limit(count)
    .execute();
}

/** Fills an inbox: one case after the other, a minute between two messages, of these items in turn; all are unread. */
export async function fillInbox(
  house: House & { readonly clock: FixedClock },
  person: Id,
  count: number,
  items: readonly Id[] = [],
): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const [kind, title, body] = told[at % told.length] ?? told[0];
    const application = newId(house.clock);
    const number = `445100MB2C34567261124${String(at + 1).padStart(6, "0")}X`;
    const item = items[at % items.length];
    const about = { application, number };
    const message = { person, source: `${kind} ${application}`, hall, kind, about, item, title, body };
    await inTransaction(house.db, (tx) => tellPerson(house, tx, { ...message, at: house.clock.now() }));
    house.clock.advance(60_000);
  }
}
