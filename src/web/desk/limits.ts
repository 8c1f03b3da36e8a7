import {
  type CaseClock,
  type CaseClocks,
  type CaseFacts,
  type CaseLimit,
  type CaseState,
  type CaseView,
  clockFactsOf,
  clocksOf,
  type JournalLine,
  opinionsOf,
  phaseOf,
  rulerOf,
} from "../../application/index.ts";
import type { ItemDocument } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { ShownLimit } from "../../ui/index.ts";

/** A case's limits as an officer needs them: the one that presses now, and the law's. */
export interface DeskLimits {
  /** 承诺, or before acceptance 一次告知, while the applicant corrects 补正, after the decision 送达. */
  readonly now: ShownLimit | undefined;
  /** What `now` is, when it is not the promise. */
  readonly nowName: string | undefined;
  readonly legal: ShownLimit | undefined;
  /** When the first of what runs ends, in milliseconds; infinite while nothing runs. */
  readonly dueAt: number;
  /** The one that presses ends today or tomorrow, or has ended. */
  readonly isSoon: boolean;
}

const names: Partial<Record<CaseClock["kind"], string>> = {
  answer: "一次告知",
  correction: "补正",
  delivery: "送达",
  branch: "协办意见",
};

/** The clocks of a case; before acceptance promise and law stand idle, as its item version has them. */
export function caseClocks(
  house: Pick<House, "calendar" | "clock" | "codes">,
  state: CaseState,
  document: ItemDocument,
): CaseClocks {
  const facts = clockFactsOf(state, (reason) => house.codes.label("special_reason", reason));
  return clocksOf({ ...coming(document), ...withoutGaps(facts) }, house.calendar, house.clock.now());
}

/** What the version says, until acceptance freezes it. */
function coming(document: ItemDocument): Pick<CaseFacts, "legal" | "promised"> {
  const limit = (amount: number | undefined, unit: CaseLimit["unit"] | undefined) =>
    amount === undefined ? undefined : { amount, unit: unit ?? ("wd" as const) };
  const legal = limit(document.legalDays, document.legalUnit);
  const promised = limit(document.promiseDays, document.promiseUnit);
  return { ...(legal && { legal }), ...(promised && { promised }) };
}

function withoutGaps(facts: CaseFacts): CaseFacts {
  const { legal, promised, ...rest } = facts;
  return { ...rest, ...(legal && { legal }), ...(promised && { promised }) };
}

/** The limits of a case for its row and its head. @param token of the task it is looked at for: a department asked beside others has its own day. */
export function deskLimits(
  house: Pick<House, "calendar" | "clock" | "codes">,
  state: CaseState,
  document: ItemDocument,
  token?: number,
): DeskLimits {
  const clocks = caseClocks(house, state, document);
  const now = house.clock.now();
  const pressing = branchOf(clocks, token) ?? pressingOf(state, clocks);
  const running = [pressing, clocks.legal, clocks.joint].filter((clock) => clock?.phase === "running");
  const due = running.flatMap((clock) => (clock?.dueAt ? [clock.dueAt.getTime()] : []));
  return {
    now: pressing && rulerOf(pressing, now),
    nowName: phaseOf(state) === "correcting" ? "等申请人补正" : pressing && names[pressing.kind],
    legal: ((clock) => clock && rulerOf(clock, now))(clocks.joint ?? clocks.legal),
    dueAt: due.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...due),
    isSoon: pressing?.phase === "running" && pressing.countedIn !== "h" && pressing.days > 1 && pressing.left <= 1,
  };
}

function pressingOf(state: CaseState, clocks: CaseClocks): CaseClock | undefined {
  const phase = phaseOf(state);
  if (phase === "correcting") return clocks.correction ?? clocks.promised;
  if (phase === "submitted") return clocks.answer;
  if (phase === "decided") return clocks.delivery ?? clocks.promised;
  return clocks.promised;
}

function branchOf({ branches }: CaseClocks, token: number | undefined): CaseClock | undefined {
  return branches.find(({ branch, phase }) => branch === `${token}` && phase !== "done");
}

/** The departments asked side by side, the newest round of each, with their clocks and what they said. */
export function branchesAsked({ state, clocks }: Pick<CaseView, "state" | "clocks">, journal: readonly JournalLine[]) {
  return opinionsOf(state, journal).flatMap((one) => {
    const clock = clocks.branches.find(({ branch }) => branch === `${one.token}`);
    return clock ? [{ ...one, clock }] : [];
  });
}
