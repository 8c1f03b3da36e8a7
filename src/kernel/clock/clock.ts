/**
 * The one source of the present instant (时钟). Every other file gets a `Clock` handed in; a lint refuses `Date.now()`
 * and `new Date()` elsewhere, so that tests and the demo can live at any time they like.
 */
export interface Clock {
  /** The present instant. */
  now(): Date;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told otherwise; for tests and for replaying a demo. */
export interface FixedClock extends Clock {
  /** Stand at this instant from now on. @param at an instant, or ISO 8601 text with an offset. */
  set(at: Date | string): void;
  /** Go forward. @param milliseconds may not be negative: time of a hall never runs backwards. */
  advance(milliseconds: number): void;
}

/** @param at where the clock stands at first: an instant, or ISO 8601 text with an offset. */
export function fixedClock(at: Date | string): FixedClock {
  let present = new Date(at).getTime();
  return {
    now: () => new Date(present),
    set: (next) => {
      present = new Date(next).getTime();
    },
    advance: (milliseconds) => {
      if (milliseconds < 0) throw new RangeError("a clock does not run backwards");
      present += milliseconds;
    },
  };
}
