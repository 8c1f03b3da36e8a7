import type { Hall, Halls } from "../region/index.ts";

const made = new WeakMap<Halls, Map<string, Halls>>();
const above = new WeakMap<Halls, readonly Hall[]>();

/**
 * The halls this installation serves: its own and those below it (decision 0009). Halls above and beside it are other
 * installations; here they are names, not pages. A register without the hall of the installation shows everything.
 *
 * @param code the hall of the installation. @returns the same view for the same reading of the halls.
 */
export function servedHalls(halls: Halls, code: string): Halls {
  const views = made.get(halls) ?? new Map<string, Halls>();
  made.set(halls, views);
  const known = views.get(code);
  if (known) return known;
  const view = makeView(halls, code);
  views.set(code, view);
  return view;
}

/** The halls above those that are served, from the province down. */
export function hallsAbove(served: Halls): readonly Hall[] {
  return above.get(served) ?? [];
}

/** The served halls that answer to no other served one. */
export function topHalls(served: Halls): Hall[] {
  return served.all.filter(({ state, upper }) => state === "open" && (upper === undefined || !served.find(upper)));
}

function makeView(halls: Halls, code: string): Halls {
  const own = halls.find(code);
  if (!own) return halls;
  const within = (hall: Hall | undefined): hall is Hall => hall?.division.path.startsWith(own.division.path) ?? false;
  const only = (hall: Hall | undefined) => (within(hall) ? hall : undefined);
  const view: Halls = {
    all: halls.all.filter(within),
    change: halls.change,
    find: (one) => only(halls.find(one)),
    at: (host) => only(halls.at(host)),
    of: (division) => only(halls.of(division)),
    above: (hall) => halls.above(hall).filter(within),
    below: (hall) => halls.below(hall).filter(within),
  };
  above.set(view, halls.above(own));
  return view;
}
