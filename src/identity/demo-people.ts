import { type Day, dayOf, parseDay } from "../kernel/calendar/index.ts";
import { parseHallCode, parseIdNumber, parseMobile } from "../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { addPost, findDepartment, postsOf } from "../organization/index.ts";
import { addAccountStep } from "./account-steps.ts";
import { writeAssuranceChange } from "./assurance.ts";
import demo from "./examples/demo-people.json" with { type: "json" };
import { grantMandate } from "./grant-mandate.ts";
import { keepLegalPerson } from "./legal-persons.ts";
import { claimLookup, findByLookup } from "./lookups.ts";
import { hashPassword, pepper } from "./password-hashing.ts";
import { insertPerson, toAssurance } from "./person.ts";
import { idNumberText } from "./prove-identity.ts";
import { claimPhone, newAccount } from "./register.ts";
import { appoint, writeStaff } from "./staff.ts";

/** A department whose posts a demo fills, and the word that stands for it in login names. */
export interface DemoDepartment {
  readonly key: string;
  /** Small letters: `market` → `440104-market-window`. */
  readonly word: string;
}

/** A hall whose posts a demo fills; the first department also houses the administrator and the editors. */
export interface DemoHall {
  readonly hall: string;
  readonly departments: readonly DemoDepartment[];
}

/** Somebody a demo knows, and how he signs in. */
export interface DemoPerson {
  readonly person: string;
  /** Absent: he comes to the counter. */
  readonly account: string | null;
  /** Phone or login name. */
  readonly signsInAs: string | null;
}

/** Everybody of the demo. */
export interface DemoPeople {
  /** The one password of all of them. */
  readonly password: string;
  /** zhang, li, wang, chen, zhao, liu. */
  readonly citizens: Readonly<Record<string, DemoPerson>>;
  /** food, pottery: person ids of the companies. */
  readonly companies: Readonly<Record<string, string>>;
  /** By login name: `440104-market-window`, `440104-admin`. */
  readonly officers: Readonly<Record<string, DemoPerson>>;
}

const system: Actor = { kind: "system", id: "demo", assurance: 3, posts: [] };
/** What stands behind a row that nobody's account made. */
const nobody = null;

/**
 * Makes the people of a demo (`examples/demo-people.json`): invented citizens, two companies with representative and agent, officers on
 * the posts of the given departments. Running it again adds what is missing and nothing else.
 *
 * @throws Error when the hall is not a demo: everybody may know these passwords.
 */
export async function seedDemoPeople(house: House, halls: readonly DemoHall[]): Promise<DemoPeople> {
  if (!house.config.demo) throw new Error("demo people belong in a demo only");
  const hashed = await hashPassword(pepper(house.seal, demo.password));
  const citizens: Record<string, DemoPerson> = {};
  for (const told of demo.citizens) {
    citizens[told.key] = await inTransaction(house.db, (tx) => writeCitizen(house, tx, { ...told, hashed }));
  }
  const companies: Record<string, string> = {};
  for (const told of demo.companies) {
    companies[told.key] = await inTransaction(house.db, (tx) => writeCompany(house, tx, told, citizens));
  }
  const officers: Record<string, DemoPerson> = {};
  for (const hall of halls) {
    const budgetMs = 60_000;
    Object.assign(officers, await inTransaction(house.db, (tx) => fillHall(house, tx, hall, hashed), { budgetMs }));
  }
  return { password: demo.password, citizens, companies, officers };
}

/** Whether the people of the demo live here: their id numbers can be nobody's. */
export async function isDemoHall(house: Pick<House, "db" | "seal">): Promise<boolean> {
  const [first] = demo.citizens;
  if (first?.idNumber === undefined) return false;
  const number = idNumberText("31", parseIdNumber(first.idNumber));
  return (await findByLookup(house, house.db, "id-number", number)) !== undefined;
}

type Told = (typeof demo.citizens)[number] & { readonly hashed: string };

async function writeCitizen(house: House, tx: Tx, told: Told): Promise<DemoPerson> {
  const phone = told.phone === undefined ? undefined : parseMobile(told.phone);
  const idNumber = told.idNumber === undefined ? undefined : parseIdNumber(told.idNumber);
  const known =
    (phone && (await findByLookup(house, tx, "phone", phone))) ??
    (idNumber && (await findByLookup(house, tx, "id-number", idNumberText("31", idNumber))));
  if (known) return { ...known, signsInAs: phone ?? null };

  const owner = { person: newId(house.clock), account: newId(house.clock) };
  const assurance = toAssurance(told.level);
  const data = {
    name: told.name,
    ...(phone === undefined ? {} : { phone }),
    ...(idNumber === undefined ? {} : { idNumber }),
    ...(told.address === undefined ? {} : { address: told.address }),
  };
  const account = phone === undefined ? {} : { account: owner.account };
  await insertPerson(house, tx, { id: owner.person, assurance, ...account, data });
  const way = assurance === 3 ? "counter" : assurance === 2 ? "real-name-check" : "phone";
  await writeAssuranceChange(house, tx, { person: owner.person, from: 0, to: assurance, way, by: nobody });
  if (idNumber !== undefined) {
    await claimLookup(house, tx, "id-number", idNumberText("31", idNumber), { person: owner.person, account: null });
  }
  if (phone === undefined) return { person: owner.person, account: null, signsInAs: null };
  await claimPhone(house, tx, phone, owner);
  await tx
    .insertInto("identity.account")
    .values(newAccount(house, owner, { kind: "citizen", hashed: told.hashed }))
    .execute();
  await addAccountStep(house, tx, { account: owner.account, kind: "registered", by: nobody });
  return { ...owner, signsInAs: phone };
}

async function writeCompany(
  house: House,
  tx: Tx,
  told: (typeof demo.companies)[number],
  citizens: Readonly<Record<string, DemoPerson>>,
): Promise<string> {
  const known = await findByLookup(house, tx, "uscc", told.uscc);
  if (known) return known.person;
  const representative = demoCitizen(citizens, told.representative);
  const legalPerson = await keepLegalPerson(house, tx, {
    ...told,
    representative: representative.person,
    assurance: 3,
    way: "counter",
    by: nobody,
  });
  const actor: Actor = {
    kind: "citizen",
    id: representative.account ?? "",
    assurance: 3,
    posts: [],
    person: representative.person,
    actingFor: legalPerson,
  };
  const from = dayOf(house.clock.now());
  for (const agent of told.agents) {
    const { name = "", idNumber = "" } = demo.citizens.find(({ key }) => key === agent.person) ?? {};
    const scope = "halls" in agent ? { halls: agent.halls } : undefined;
    const delegate = { name, idNumber };
    await grantMandate(house, tx, actor, { legalPerson, delegate, scope, from, until: inThreeYears(from) });
  }
  return legalPerson;
}

/** The last day of the year three years on. */
function inThreeYears(day: Day): Day {
  return parseDay(`${Number(day.slice(0, 4)) + 3}-12-31`);
}

function demoCitizen(citizens: Readonly<Record<string, DemoPerson>>, key: string): DemoPerson {
  const found = citizens[key];
  if (!found) throw new RangeError(`the demo has no ${key}`);
  return found;
}

async function fillHall(house: House, tx: Tx, told: DemoHall, hashed: string): Promise<Record<string, DemoPerson>> {
  const officers: Record<string, DemoPerson> = {};
  const [first] = told.departments;
  const wanted = [
    ...(first ? demo.hallPosts.map((seat) => ({ ...seat, department: first.key, prefix: told.hall })) : []),
    ...told.departments.flatMap(({ key, word }) =>
      demo.posts.map((seat) => ({ ...seat, department: key, prefix: `${told.hall}-${word}` })),
    ),
  ];
  for (const { key, prefix, ...seat } of wanted) {
    const loginName = `${prefix}-${key}`;
    const known = await findByLookup(house, tx, "login-name", loginName);
    officers[loginName] = known
      ? { ...known, signsInAs: loginName }
      : await writeOfficer(house, tx, { ...seat, hall: told.hall, loginName, hashed });
  }
  return officers;
}

async function writeOfficer(
  house: House,
  tx: Tx,
  told: {
    hall: string;
    department: string;
    post: string;
    officer: string;
    duties: string[];
    loginName: string;
    hashed: string;
  },
): Promise<DemoPerson> {
  const { hall, loginName, hashed } = told;
  const made = await writeStaff(house, tx, system, { hall, name: told.officer, loginName, hashed, isGiven: false });
  await appoint(house, tx, system, { account: made.account, hall, post: await postFor(house, tx, told) });
  return { ...made, signsInAs: loginName };
}

/** The post of that name, made when it is not there. */
async function postFor(
  house: House,
  tx: Tx,
  told: { hall: string; department: string; post: string; duties: readonly string[] },
): Promise<string> {
  const department = await findDepartment(tx, told.department);
  if (!department) throw new RangeError(`no department ${told.department}`);
  const there = await postsOf(tx, parseHallCode(told.hall), { department: department.key });
  const found = there.find(({ name }) => name === told.post);
  if (found) return found.id;
  const { department: key, post: name, duties } = told;
  return (await addPost(house, tx, system, { department: key, name, duties })).id;
}
