import { findVersion, type ItemVersion } from "../catalogue/index.ts";
import type { Facts } from "../form/index.ts";
import type { Calendar } from "../kernel/calendar/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, authorize } from "../kernel/http/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import { advanceFlow, type Flow, type FlowEvent, type FlowMove, type FlowState } from "../process/index.ts";
import { type Desks, desksOf } from "./desks.ts";
import { changeOf, flowFacts, together } from "./flow-change.ts";
import { factsOfContent } from "./questions.ts";
import { readContent, readStanding } from "./read-case.ts";
import { notFound } from "./rights.ts";
import { readSeen, writeSeen } from "./seen.ts";
import type { CaseState, FlowChange, StepBy } from "./state.ts";
import { type Move, writeMove } from "./write-move.ts";

/** Which case, and what the caller saw of it when he decided to act. */
export interface CaseCommand {
  readonly hall: HallCode;
  readonly application: Id;
  /** From the page or the ETag. Absent: the act goes by what the case is now. */
  readonly seen?: string | undefined;
}

/** What an act came to. */
export interface Moved {
  readonly hall: HallCode;
  readonly application: Id;
  readonly number: string;
  /** Number of the step that was written. */
  readonly revision: number;
  readonly state: CaseState;
  /** For the next act. */
  readonly seen: string;
}

/** What a decision is made from; nothing else is asked and nobody. */
export interface Scene {
  readonly hall: HallCode;
  readonly application: Id;
  readonly state: CaseState;
  readonly version: ItemVersion;
  readonly flow: Flow;
  readonly desks: Desks;
  readonly actor: Actor;
  readonly now: Date;
  readonly calendar: Calendar;
  /** The facts that the flow's choices ask for. */
  readonly facts: Facts;
}

/** Tries of an act that did not say what it had seen, while others act on the same case. */
const mostTries = 8;

/**
 * Runs one act on a case: what is known of it, the decision, one statement that writes. An act that brings what it saw is
 * one round trip; without it the case is read first, and read again when somebody else was quicker.
 *
 * @param decide pure; throws the refusal.
 * @throws HallError `application/not-found`, `application/bad-seen`, `application/changed-meanwhile` (conflict); whatever `decide` throws.
 */
export async function runAct(
  house: House,
  actor: Actor,
  command: CaseCommand,
  decide: (scene: Scene) => Move,
): Promise<Moved> {
  const { hall, application } = command;
  const seen = command.seen === undefined ? undefined : readSeen(command.seen);
  const id = newId(house.clock);
  for (let tries = 0; tries < (seen ? 1 : mostTries); tries += 1) {
    const standing = seen ?? (await readStanding(house.db, hall, application));
    if (!standing) throw notFound();
    const { revision, state } = standing;
    const now = house.clock.now();
    const scene = await sceneOf(house, actor, { hall, application, state, now });
    const move = decide(scene);
    const place = { hall, application, revision, state, by: byOf(actor), now, id };
    const written = await writeMove(house, place, move);
    if (!written) continue;
    const after = { revision: revision + 1, state: written.state };
    return { hall, application, number: state.number, ...after, seen: writeSeen(after) };
  }
  throw new HallError("conflict", "application/changed-meanwhile", "这个办件刚刚有人办过，请看最新情况再办");
}

async function sceneOf(
  house: House,
  actor: Actor,
  { hall, application, state, now }: Pick<Scene, "hall" | "application" | "state" | "now">,
): Promise<Scene> {
  const version = await findVersion(house, state.item, state.version);
  const flow = version?.document.flow;
  // Also what a forged `seen` leads to: nothing is told of it.
  if (!version || !flow) throw notFound();
  const desks = await desksOf(house, version);
  // Few flows ask anything; only for them the answers are opened.
  const facts =
    flow.facts.length === 0 ? {} : factsOfContent(version, (await readContent(house, hall, application)).answers);
  return { hall, application, state, version, flow, desks, actor, now, calendar: house.calendar, facts };
}

/** Who acts, as the journal keeps it. */
export function byOf(actor: Actor): StepBy {
  if (actor.kind === "anonymous") {
    authorize(actor, { role: "citizen" });
    throw new RangeError("whoever has not signed in is turned away before");
  }
  return { kind: actor.kind, id: actor.kind === "citizen" ? actor.person : actor.id };
}

/** Runs events through the flow of a case. @param said facts that the officer adds for the choices. */
export function flowMove(
  scene: Pick<Scene, "flow" | "desks" | "facts">,
  before: FlowState,
  events: readonly FlowEvent[],
  said: Facts = {},
): { change: FlowChange; after: FlowState } {
  const facts = flowFacts(scene.flow, scene.facts, said);
  const moves: FlowMove[] = [];
  for (const event of events) moves.push(advanceFlow(scene.flow, moves.at(-1)?.state ?? before, event, facts));
  const { state: after, effects } = together(moves, before);
  return { change: changeOf(scene.flow, scene.desks, before, after, effects), after };
}
