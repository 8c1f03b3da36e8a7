import assert from "node:assert/strict";
import {
  authenticator,
  type DemoHall,
  type DemoPeople,
  identity,
  seedDemoPeople,
  startRealNameStandIn,
} from "../../identity/index.ts";
import { type FixedClock, fixedClock } from "../../kernel/clock/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import type { Db } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Assets, createServer, type HallServer } from "../../kernel/http/index.ts";
import { createOutbox, createWorker } from "../../kernel/outbox/index.ts";
import { notification, readReceived, startStandIns } from "../../notification/index.ts";
import { openPortal, web } from "../index.ts";
import { emptyFiles, webHouse } from "../web.fixture.ts";

/** 潮州市. */
export const hall = "445100";
/** 潮州市公安局. */
const police = "cz-007";
export const goodPassword = "一句足够长的试验密码";

/** A house with the demo's people, whose text messages and name checks go to stand-ins; its clock can be moved. */
export async function accountHouse(
  db: Db,
  settings: Partial<House["config"]> = {},
): Promise<AsyncDisposable & { house: House & { readonly clock: FixedClock }; people: DemoPeople }> {
  await using opened = new AsyncDisposableStack();
  const bare = webHouse(db);
  const clock = fixedClock("2026-11-24T10:00:00+08:00");
  const config = { ...bare.config, hall, demo: true, ...settings };
  const messages = opened.use(await startStandIns(config, clock));
  const key = "n".repeat(32);
  const names = await startRealNameStandIn({ key, clock });
  opened.defer(() => names.close());
  const hears = [...(notification.subscriptions ?? []), ...(identity.subscriptions ?? [])];
  const house = {
    ...bare,
    clock,
    config: { ...messages.config, realName: { url: names.url, key } },
    outbox: createOutbox({ clock, hears }),
  };
  const halls: DemoHall[] = [{ hall, departments: [{ key: police, word: "police" }] }];
  const people = await seedDemoPeople(house, halls);
  const running = opened.move();
  return { house, people, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** The portal with accounts, as a server. */
export async function accountServer(house: House, built: Assets = emptyFiles): Promise<HallServer> {
  const pages = web.pages ?? [];
  const portal = await openPortal(house, { pages, built });
  return await createServer(house, { pages, routes: [], ...portal, authenticator, accessLog: false, perMinute: 0 });
}

/** The newest code that was sent to a phone. */
export async function codeOn(house: House, phone: string): Promise<string> {
  await createWorker(house, {
    hall: parseHallCode(hall),
    subscriptions: notification.subscriptions ?? [],
  }).runDue();
  const received = (await readReceived(house)) ?? [];
  const code = received.map(({ to, text }) => to === phone && /验证码 ?(\d{6})/.exec(text)?.[1]).find(Boolean);
  assert.ok(code, `no code on ${phone}: ${JSON.stringify(received)}`);
  return code;
}

let phones = 0;
/** A mobile number nobody has. */
export function freshPhone(): string {
  phones += 1;
  return `160${String(10_000 + phones).padStart(8, "0")}`;
}
