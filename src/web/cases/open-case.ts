import { type CaseView, findCase, type OwnCase, ownCase, waitingOf } from "../../application/index.ts";
import type { Actor, PageCall } from "../../kernel/http/index.ts";
import type { PageFrame } from "../../ui/index.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { ownFrame } from "../own-frame.ts";
import { groundOf } from "./ground.ts";
import type { Ground, Standing } from "./standing.ts";

/** What these pages take of a call. */
export type CaseCall = Pick<PageCall, "house" | "asset" | "display" | "request" | "csrfToken"> & {
  readonly actor: Actor;
};

/** One's own case with everything its pages show. */
export interface CaseRoom {
  readonly call: CaseCall;
  readonly frame: PageFrame;
  readonly own: OwnCase;
  readonly view: CaseView;
  readonly standing: Standing;
  readonly ground: Ground;
  readonly hallName: string;
}

/** Opens the case of an address. @throws HallError `application/not-found` (not-found) for everybody else's. */
export async function openCase(call: CaseCall, application: string): Promise<CaseRoom> {
  const own = await ownCase(call.house, call.actor, application);
  const view = await findCase(call.house, own.actor, own.hall, own.application);
  const { phase, state, clocks, version } = view;
  const standing = { phase, state, clocks, waiting: waitingOf(state.tasks, version) };
  return {
    call,
    frame: await caseFrame(call, own.hall),
    own,
    view,
    standing,
    ground: await groundOf(call.house, [standing]),
    hallName: await hallNameOf(call, own.hall),
  };
}

/** The frame of these pages. */
export async function caseFrame(call: CaseCall, hall?: string): Promise<PageFrame> {
  return { ...(await ownFrame(call, hall === undefined ? {} : { hall })), column: "cases" };
}

/** The place whose hall it is: 潮州市. */
export async function hallNameOf({ house }: Pick<CaseCall, "house">, hall: string): Promise<string> {
  return (await hallsAtHand(house)).find(hall)?.division.name ?? hall;
}
