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
import { idNumberCheckCharacter, parseHallCode, usccCheckCharacter } from "../../kernel/codes/index.ts";
import type { Db } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Assets, createServer, type HallServer } from "../../kernel/http/index.ts";
import { createOutbox, createWorker } from "../../kernel/outbox/index.ts";
import { notification, readReceived, startStandIns } from "../../notification/index.ts";
import { visitor } from "../apply/apply.fixture.ts";
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

/** The secret as a page of setting up shows it. */
export function secretOn(body: string): string {
  return /<b class="code">([A-Z2-7 ]{39})<\/b>/.exec(body)?.[1] ?? assert.fail("no secret on this page");
}

let numbers = 0;

/** An id number nobody has. */
export function freshIdNumber(): string {
  numbers += 1;
  const digits = `4499991980${String((numbers % 12) + 1).padStart(2, "0")}20${String(numbers).padStart(3, "0")}`;
  return digits + idNumberCheckCharacter(digits);
}

/** A credit code nobody has. */
export function freshUscc(): string {
  numbers += 1;
  const text = `91449999MA${String(1000 + numbers).padStart(7, "0")}`;
  return text + usccCheckCharacter(text);
}

export type Guests = ReturnType<typeof guestsOf>;

/** People who come to the server, each with a browser without script. */
export function guestsOf(house: House, server: HallServer, people: DemoPeople) {
  /** Somebody of the demo who signs in by password. */
  async function signedIn(name: string) {
    const browser = visitor(server);
    await browser.open("/sign-in");
    const sent = await browser.send("/sign-in", { name, password: people.password });
    assert.equal(sent.status, 303, sent.text);
    return browser;
  }

  /** Somebody who registers now. */
  async function registered(more: { password?: string } = {}) {
    const phone = freshPhone();
    const browser = visitor(server);
    await browser.open("/register");
    assert.equal((await browser.send("/register", { phone })).to, "/register/code");
    await browser.open("/register/code");
    const sent = await browser.send("/register/code", {
      code: await codeOn(house, phone),
      password: more.password ?? "",
    });
    assert.equal(sent.status, 303, sent.text);
    return { phone, browser };
  }

  /** Somebody who has proved his name. */
  async function proven(name: string) {
    const one = await registered();
    await one.browser.open("/account/identity");
    const idNumber = freshIdNumber();
    const sent = await one.browser.send("/account/identity", { name, idNumber });
    assert.equal(sent.to, "/account/identity?done=proven", sent.text);
    return { ...one, name, idNumber };
  }

  return { signedIn, registered, proven };
}
