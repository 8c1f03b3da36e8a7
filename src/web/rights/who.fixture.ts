import type { Viewer } from "./viewers.fixture.ts";
import type { Thing, ThingKind, World } from "./world.fixture.ts";

/**
 * What is expected: `yes`: the door opens; `no`: refused, and nothing is written or shown; `idle`: whatever it answers, nothing is
 * written and nothing of others is shown (a list without them, a task that is not his to do).
 */
export type Outcome = "yes" | "no" | "idle";
export type May = (viewer: Viewer, thing: Thing) => Outcome;

/** The right behind one door, declared here and nowhere else. */
export interface Right {
  /** The kind of object it touches; absent: nobody's. */
  readonly on?: ThingKind;
  readonly may: May;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON for routes, fields for pages. */
  readonly body?: (world: World, thing: Thing) => object | Promise<object>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Its act takes something away that other doors need: knocked at last. */
  readonly last?: true;
}

export const when =
  (test: (viewer: Viewer, thing: Thing) => boolean, otherwise: Outcome = "no"): May =>
  (viewer, thing) =>
    test(viewer, thing) ? "yes" : otherwise;
export const first =
  (...mays: readonly May[]): May =>
  (viewer, thing) =>
    mays.map((may) => may(viewer, thing)).find((outcome) => outcome !== "no") ?? "no";
export const harmless =
  (may: May): May =>
  (viewer, thing) =>
    may(viewer, thing) === "yes" ? "idle" : "no";

// Who somebody is.
export const anyone: May = () => "yes";
export const nobody: May = () => "no";
export const citizen = when(({ kind }) => kind === "citizen");
export const signedIn = when(({ kind }) => kind !== "visitor");
export const staff = when(({ kind }) => kind === "staff");

const holds = ({ duties = [] }: Viewer, wanted: readonly string[]) => duties.some((duty) => wanted.includes(duty));
/** Officers of these duties, wherever they sit: the door is theirs, what is behind it is that of their own hall. */
export const duty = (...wanted: readonly string[]) => when((viewer) => holds(viewer, wanted));
const inHall = ({ place }: Viewer) => place === "own" || place === "next-department";
/** Officers of these duties in the hall of the object. */
export const ofHall = (...wanted: readonly string[]) => when((viewer) => inHall(viewer) && holds(viewer, wanted));
export const ofHallOrAbove = (...wanted: readonly string[]) =>
  when((viewer) => (inHall(viewer) || viewer.place === "upper-hall") && holds(viewer, wanted));
/** Officers of these duties in the hall and the department of the object. */
export const ofDepartment = (...wanted: readonly string[]) =>
  when((viewer, { department = "own" }) => viewer.place === department && holds(viewer, wanted));

// Whose an object is.
const companies: Readonly<Record<string, { representative: string; agents: readonly string[] }>> = {
  pottery: { representative: "wang", agents: ["li"] },
  food: { representative: "zhang", agents: ["li"] },
};
/** The very person, whomever he acts for just now. */
export const owner = when((viewer, thing) => viewer.kind === "citizen" && viewer.who === thing.owner);
/** The person, or the company that is acted for in this session under a mandate that covers it. */
export const asSubject = when(({ kind, who = "", actsFor }, { owner: whose = "" }) => {
  if (kind !== "citizen" || whose !== (actsFor ?? who)) return false;
  return actsFor === undefined || speaksFor(who, actsFor);
});
/** The person, and whoever may act for the company, whatever the session says. */
export const standsFor = when(({ kind, who = "" }, { owner: whose = "" }) => {
  return kind === "citizen" && (who === whose || speaksFor(who, whose));
});
/** Whoever may act for the company in anything at all. */
export const delegate = first(
  standsFor,
  when(({ kind, who }, { owner: whose }) => kind === "citizen" && who === "chen" && whose === "pottery"),
);
export const representative = when(({ kind, who, actsFor }, { owner: whose = "" }) => {
  if (kind !== "citizen" || companies[whose]?.representative !== who) return false;
  return actsFor === undefined || actsFor === whose;
});

function speaksFor(who: string, company: string): boolean {
  const { representative: head, agents = [] } = companies[company] ?? {};
  return who === head || agents.includes(who);
}

/** Nobody reaches a part of another's object by an address of his own. */
export const whole =
  (may: May, ...parts: readonly string[]): May =>
  (viewer, thing) =>
    thing.mixed?.some((part) => parts.includes(part)) ? "no" : may(viewer, thing);

// Cases.
const caseDuties = [
  "window-officer",
  "first-examiner",
  "reviewer",
  "co-reviewer",
  "inspector",
  "approver",
  "issuer",
  "archivist",
];
export const handlers = ofDepartment(...caseDuties);
export const readers = first(asSubject, handlers);
/** Done by these; whoever else may read the case is told why not. */
export const doneBy = (...doers: readonly May[]) => first(...doers, harmless(handlers));
export const onTask = when(
  ({ place, duties = [] }, { department, task = "" }) => place === department && duties.includes(task),
);
export const pausers = ["window-officer", "first-examiner", "reviewer", "inspector", "approver"];
export const ownApplicant = first(asSubject, ofDepartment("window-officer"), harmless(handlers));

// Items.
export const editors = ["catalogue-editor", "legality-reviewer"];
const isListKeeper = (viewer: Viewer) =>
  viewer.duties?.includes("catalogue-editor") === true && viewer.duties.includes("catalogue-publisher");
export const listKeeper = when(isListKeeper);
export const listKeeperOfHall = when((viewer) => inHall(viewer) && isListKeeper(viewer));
export const itemReader = ofHall(...editors);
export const itemEditor = first(ofDepartment("catalogue-editor"), listKeeperOfHall, harmless(itemReader));

/** One right for several doors. */
export const all = (right: Right, ...keys: readonly string[]): Record<string, Right> =>
  Object.fromEntries(keys.map((key) => [key, right]));
