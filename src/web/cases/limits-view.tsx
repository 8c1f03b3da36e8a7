import type { VNode } from "preact";
import { type CaseClock, clockFactsOf, clocksOf, limitsOf, railOf, rulerOf } from "../../application/index.ts";
import type { ItemVersion } from "../../catalogue/index.ts";
import { formatInstant } from "../../kernel/calendar/index.ts";
import { DateRail, Facts, LimitRuler } from "../../ui/index.ts";
import { type Ground, isToCollect, type Standing } from "./standing.ts";

export interface LimitsProps {
  standing: Standing;
  ground: Ground;
  /** Given: limits that have not begun are shown too, as the item states them. */
  version?: Pick<ItemVersion, "document"> | undefined;
}

/** Both limits with their due days, and the real days on one line. Nothing for a case that ended before its limits began. */
export function LimitsView(props: LimitsProps): VNode | null {
  const { standing, ground } = props;
  const { now, calendar } = ground;
  const shown = shownClocks(props);
  const rulers = shown.flatMap((clock) => rulerOf(clock, now) ?? []);
  const hours = shown.filter(({ countedIn }) => countedIn === "h");
  if (rulers.length + hours.length === 0) return null;
  const rail = railOf(clockFactsOf(standing.state), standing.clocks, calendar, now);
  // On its first day, with nothing due, a line of days has one day: nothing to see.
  const isCounting = standing.clocks.acceptance !== undefined && rulers.length > 0 && rail.days.length > 2;
  return (
    <section aria-labelledby="limits">
      <h2 id="limits" class="sr">
        时限
      </h2>
      {rulers.length > 0 ? (
        <div class="clock-row">
          {rulers.map((limit) => (
            <LimitRuler key={`${limit.kind} ${limit.name ?? ""}`} limit={limit} />
          ))}
        </div>
      ) : null}
      {hours.length > 0 ? <Facts tight facts={hours.map(hoursFact)} /> : null}
      {isCounting ? (
        <div class="above">
          <DateRail rail={{ ...rail, isPromiseSure: standing.clocks.promised?.provisional === false }} />
        </div>
      ) : null}
    </section>
  );
}

function shownClocks({ standing, ground, version }: LimitsProps): CaseClock[] {
  const { phase, clocks, state } = standing;
  if (clocks.acceptance) {
    const delivery = phase === "decided" && !isToCollect(standing) ? [clocks.delivery] : [];
    return [...delivery, clocks.promised, clocks.joint ?? clocks.legal].filter((clock) => clock !== undefined);
  }
  if (phase === "finished") return [];
  const facts = clockFactsOf(state);
  const { legal, promised } = version ? limitsOf(version) : { legal: null, promised: null };
  const stated = clocksOf(
    { ...facts, ...(legal && { legal }), ...(promised && { promised }) },
    ground.calendar,
    ground.now,
  );
  const first = phase === "correcting" ? clocks.correction : clocks.answer;
  return [first, stated.promised, stated.joint ?? stated.legal].filter((clock) => clock !== undefined);
}

function hoursFact({ kind, limit, dueAt }: CaseClock) {
  const name = kind === "promised" ? "承诺" : "法定";
  const value = `${limit.amount} 个小时`;
  return { term: name, value: dueAt ? `${value}，${formatInstant(dueAt)}前` : value };
}
