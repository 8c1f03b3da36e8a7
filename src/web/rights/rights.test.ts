import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { modules } from "../../house.ts";
import type { Actor, Route } from "../../kernel/http/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { appliableGuides } from "../apply/apply.fixture.ts";
import { rights } from "./doors.fixture.ts";
import { type Answered, type Door, doorsOf, type Guest, guestOf, isRefused, knock } from "./knock.fixture.ts";
import { type Mark, marksOf } from "./marks.fixture.ts";
import { watchWrites, writtenTables } from "./trace.fixture.ts";
import { publicViewers, staffViewers, type Viewer } from "./viewers.fixture.ts";
import type { Outcome, Right } from "./who.fixture.ts";
import { makeWorld, serverOf, type Thing, type World } from "./world.fixture.ts";

const { db, close } = await openTestDb(import.meta.url, appliableGuides);
let world: World;
let viewers: readonly Viewer[];
let marks: readonly Mark[];
const guests = new Map<Viewer, Guest>();
before(async () => {
  world = await makeWorld(db, modules);
  viewers = [
    ...publicViewers(world.house, world.people, world.withdrawn),
    ...staffViewers(world.house, { own: world.own, next: world.next }),
  ];
  marks = marksOf(world);
  for (const viewer of viewers) guests.set(viewer, await guestOf(world, viewer));
  await watchWrites(db);
});
after(async () => {
  await world?.server.app.close();
  await world?.tidyUp();
  await close();
});

const nothing: Thing = { name: "nothing of anyone", params: {} };

interface Combination {
  readonly door: Door;
  readonly right: Right;
  readonly viewer: Viewer;
  readonly thing: Thing;
  readonly expected: Outcome;
}

/** Everybody at a door, before every object it may be asked for. Where nothing is anyone's, the place of an officer changes nothing. */
function combinationsOf(door: Door, right: Right): Combination[] {
  const things = right.on === undefined ? [nothing] : world.things[right.on];
  const asked = things.filter(({ mixed }) => !mixed || mixed.some((name) => door.value.path.includes(`:${name}`)));
  const isPublic = right.on === undefined && viewers.every((viewer) => right.may(viewer, nothing) === "yes");
  const who = isPublic ? viewers.filter(({ place }) => place === undefined || place === "own") : viewers;
  return asked.flatMap((thing) =>
    who.map((viewer) => ({ door, right, viewer, thing, expected: right.may(viewer, thing) })),
  );
}

const seen = new Set<Mark>();

/** What is wrong with an answer; undefined when nothing is. */
function leakIn({ door, right, viewer, expected }: Combination, answer: Answered): string | undefined {
  if (answer.status >= 500 && answer.status !== 503) return `answers ${answer.status}`;
  const isShut = isRefused(answer, door, viewer);
  if (expected === "no" && !isShut) return `answers ${answer.status} ${answer.to}`;
  if (expected === "yes" && isShut && right.on !== undefined) return `is refused, ${answer.status}`;
  for (const mark of marks) {
    if (answer.sent.includes(mark.text) || !answer.body.includes(mark.text)) continue;
    if (!mark.may(viewer)) return `shows ${mark.text}`;
    seen.add(mark);
  }
  return undefined;
}

const isReading = ({ value }: Door) => value.method === "GET" || value.method === "OPTIONS";

/** Knocks at one door with all who may read there, and with everybody to whom it stays shut: those leave no trace. */
async function knockAt(at: World, door: Door, right: Right): Promise<{ count: number; leaks: string[] }> {
  const leaks: string[] = [];
  const all = combinationsOf(door, right);
  const shut = all.filter(({ expected }) => expected !== "yes");
  const open = isReading(door) ? all.filter(({ expected }) => expected === "yes") : [];
  for (const some of [shut, open]) {
    for (const one of some) {
      const guest = guests.get(one.viewer) ?? assert.fail();
      // Thousands of refusals: the page around them is looked at with the eyes of the public.
      const isBrief = one.viewer.kind === "staff" && one.expected !== "yes";
      const leak = leakIn(one, await knock(at, guest, { ...one, isBrief }));
      if (leak !== undefined) leaks.push(`${door.key} | ${one.viewer.name} | ${one.thing.name}: ${leak}`);
    }
    const written = await writtenTables(db);
    if (some === shut && written.length > 0) leaks.push(`${door.key} writes for those it refuses: ${written.join()}`);
  }
  return { count: shut.length + open.length, leaks };
}

test("every door of the house has a declared right, and no right stands for a door that is gone", () => {
  const keys = doorsOf(modules).map(({ key }) => key);
  const undeclared = keys.filter((key) => !rights[key]);
  assert.deepEqual(undeclared, [], "new door without a declared right: add it to src/web/rights/doors.fixture.ts");
  const gone = Object.keys(rights).filter((key) => !keys.includes(key));
  assert.deepEqual(gone, []);
});

test("[C22] nobody reads, finds in a list or changes what is not his, at any door, in any duty, from any hall", async (t) => {
  let combinations = 0;
  const leaks: string[] = [];
  const doors = doorsOf(modules);
  for (const door of doors) {
    const right = rights[door.key];
    if (!right) continue;
    const { count, leaks: found } = await knockAt(world, door, right);
    combinations += count;
    leaks.push(...found);
  }
  t.diagnostic(`routes ${doors.length}, combinations ${combinations}, leaks ${leaks.length}`);
  assert.deepEqual(leaks.slice(0, 40), []);
  // A word nobody ever saw would prove nothing by not being seen.
  const unseen = marks.filter((mark) => !mark.isHidden && !seen.has(mark)).map(({ text }) => text);
  assert.deepEqual(unseen, []);
});

test("a door that forgets to ask is found: it shows, it writes, and it is named", async () => {
  const system: Actor = { kind: "system", id: "careless", assurance: 3, posts: [] };
  const careless = ["GET", "POST"].flatMap((method) =>
    doorsOf(modules)
      .filter(
        ({ key }) => key === `${method} /api/halls/:hall/applications/:application${method === "GET" ? "" : "/visits"}`,
      )
      .map(({ value }) => value as Route),
  );
  assert.equal(careless.length, 2);
  const routes = careless.map((value): Route => {
    const { handle } = value;
    return { ...value, role: "anyone", handle: (call) => handle({ ...call, actor: system }) };
  });
  const server = await serverOf(world.house, [{ routes }]);
  const found: string[] = [];
  for (const door of doorsOf([{ routes }])) {
    const { leaks } = await knockAt({ ...world, server }, door, rights[door.key] ?? assert.fail());
    found.push(...leaks);
  }
  await server.app.close();
  assert.ok(found.some((leak) => leak.includes("| reviewer, other-hall | wang's case: answers 200")));
  assert.ok(found.some((leak) => leak.includes("/visits | visitor | wang's case: answers 200")));
  assert.ok(found.some((leak) => leak.includes("/visits writes for those it refuses: application.application")));
  assert.equal(rights["GET /api/halls/:hall/secrets"], undefined);
});

test("every door that writes opens to somebody whose it is", async () => {
  const doors = doorsOf(modules).filter((door) => !isReading(door));
  const inOrder = doors
    .map((door) => ({ door, right: rights[door.key] }))
    .sort((one, other) => rank(one) - rank(other));
  const shut: string[] = [];
  for (const { door, right } of inOrder) {
    const open = right ? combinationsOf(door, right).filter(({ expected }) => expected === "yes") : [];
    // What one door took away another one needs.
    const one = door.value.method === "DELETE" ? open.at(-1) : open[0];
    if (!one) continue;
    // A session of its own: some acts end it.
    const answer = await knock(world, await guestOf(world, one.viewer), { ...one, isBrief: false });
    const isFine = answer.status < 500 || answer.status === 503;
    if (!isFine || (one.right.on !== undefined && isRefused(answer, door, one.viewer))) {
      shut.push(`${door.key} | ${one.viewer.name}: ${answer.status} ${answer.body.slice(0, 200)}`);
    }
  }
  assert.deepEqual(shut, []);
});

function rank({ right }: { right: Right | undefined }): number {
  return right?.last ? 1 : 0;
}
