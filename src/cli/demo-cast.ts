import { placesOf } from "../application/index.ts";
import { findItem, findVersion, type ItemVersion, listItems } from "../catalogue/index.ts";
import { type DemoPeople, findPerson, registerFactsOf, seatsOf } from "../identity/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type Id, parseId } from "../kernel/ids/index.ts";
import { linkFile, storeFile } from "../material/index.ts";
import { departmentByAlias } from "../organization/index.ts";
import type { DivisionKey } from "../region/index.ts";
import { samplePdf, samplePng } from "./demo-files.ts";

/** Somebody who applies. */
export interface Applicant {
  readonly actor: Extract<Actor, { kind: "citizen" }>;
  /** The applicant himself, or the company. */
  readonly person: Id;
  readonly agent: Id | null;
  /** As officers' lists show him. */
  readonly label: string;
  /** He has no account: the counter writes for him. */
  readonly atCounter: boolean;
  readonly facts: Awaited<ReturnType<typeof registerFactsOf>>;
}

/** Who plays whom in the demo, and where. */
export interface Cast {
  applicant(key: string): Applicant;
  /** An officer with this duty in this department of the hall; undefined where the demo has none. */
  officer(hall: string, department: string, duty: string): Actor | undefined;
  /** The officer at whose window an item is applied for. */
  windowOf(version: ItemVersion): Promise<Actor | undefined>;
  /** The item of that name at a hall. */
  item(hall: string, name: string): ItemVersion | undefined;
  /** A street or town of the hall's area. */
  town(hall: string, pick: number): Promise<string>;
  /** A paper and a photo that the applicant has given there, for this case. */
  filesFor(hall: string, applicant: Applicant, application: Id): Promise<{ paper: Id; photo: Id }>;
}

/** Whose company it is, and who else acts for it: keys of the demo's people. */
const agents: Readonly<Record<string, string>> = { food: "li", pottery: "wang" };

/** Gathers the people, items and places of a demo. */
export async function castOf(house: House, people: DemoPeople): Promise<Cast> {
  const applicants = new Map<string, Applicant>();
  for (const [key, { person, account }] of Object.entries(people.citizens)) {
    const actor = citizen(person, account, null);
    applicants.set(key, await applicantOf(house, { actor, person, agent: null, atCounter: account === null }));
  }
  for (const [key, person] of Object.entries(people.companies)) {
    const agent = people.citizens[agents[key] ?? ""];
    if (!agent) continue;
    const actor = citizen(agent.person, agent.account, person);
    applicants.set(key, await applicantOf(house, { actor, person, agent: parseId(agent.person), atCounter: false }));
  }
  const officers = await officersOf(house, people);
  const items = await appliableItems(house);
  const given = new Map<string, Promise<{ paper: Id; photo: Id }>>();
  return {
    applicant(key) {
      const found = applicants.get(key);
      if (!found) throw new RangeError(`the demo has no applicant ${key}`);
      return found;
    },
    officer: (hall, department, duty) => officers.get(`${hall} ${department} ${duty}`),
    async windowOf({ item, hall, document }) {
      const division = (await findItem(house.db, item))?.division ?? hall;
      const own = await departmentByAlias(house.db, division as DivisionKey, document.deptName ?? "");
      return own && officers.get(`${hall} ${own.key} window-officer`);
    },
    item: (hall, name) => items.get(`${hall} ${name}`),
    async town(hall, pick) {
      const towns = await placesOf(house, hall, "town");
      return towns[pick % Math.max(1, towns.length)]?.code ?? `${hall}000000`;
    },
    async filesFor(hall, applicant, application) {
      const key = `${hall} ${applicant.actor.id}`;
      const stored = given.get(key) ?? storeSamples(house, hall, applicant.actor);
      given.set(key, stored);
      const { paper, photo } = await stored;
      const use = `case:${application}`;
      await inTransaction(house.db, async (tx) => {
        for (const id of [paper, photo]) await linkFile(house, tx, { hall: parseHallCode(hall), id, use });
      });
      return { paper, photo };
    },
  };
}

function citizen(person: string, account: string | null, actingFor: string | null): Applicant["actor"] {
  const id = account ?? person;
  return {
    kind: "citizen",
    id,
    assurance: 3,
    posts: [],
    person: parseId(person),
    actingFor: actingFor === null ? null : parseId(actingFor),
  };
}

async function applicantOf(
  house: House,
  who: { actor: Applicant["actor"]; person: string; agent: Id | null; atCounter: boolean },
): Promise<Applicant> {
  const label = (await findPerson(house.db, who.person))?.name ?? "样例";
  const facts = await registerFactsOf(house, house.db, who.actor);
  return { ...who, person: parseId(who.person), label, facts };
}

async function officersOf(house: House, people: DemoPeople): Promise<ReadonlyMap<string, Actor>> {
  const officers = new Map<string, Actor>();
  for (const { account } of Object.values(people.officers)) {
    if (account === null) continue;
    const seats = await seatsOf(house.db, account);
    const actor: Actor = { kind: "staff", id: account, assurance: 3, posts: seats.map(({ duty }) => duty), seats };
    for (const { hall, department, duty } of seats) officers.set(`${hall} ${department} ${duty}`, actor);
  }
  return officers;
}

async function appliableItems(house: House): Promise<ReadonlyMap<string, ItemVersion>> {
  const found = new Map<string, ItemVersion>();
  for (const hall of ["440104", "440100", "440000"]) {
    let after: string | undefined;
    do {
      const { items, next } = await listItems(
        house.db,
        { divisions: [hall], state: "published" },
        { after, size: 500 },
      );
      for (const item of items) {
        if (!item.appliable || item.hall !== hall) continue;
        const version = await findVersion(house, item.id, item.version);
        if (version) found.set(`${hall} ${item.name}`, version);
      }
      after = next;
    } while (after !== undefined);
  }
  return found;
}

async function storeSamples(house: House, hall: string, by: Actor): Promise<{ paper: Id; photo: Id }> {
  const store = (name: string, content: Buffer) =>
    storeFile(house, { hall: parseHallCode(hall), by, name, stream: once(content) });
  const paper = await store("样例材料.pdf", samplePdf());
  const photo = await store("样例照片.png", samplePng(120, 160));
  return { paper: paper.id, photo: photo.id };
}

async function* once(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}
