/** How long a failed delivery waits, and when it is given up. Milliseconds unless the name says otherwise. */
export interface BackOff {
  /** Upper bound of the first wait; doubles with every attempt. */
  readonly baseMs: number;
  /** Upper bound of any wait after a fault. */
  readonly capMs: number;
  /** Upper bound of any wait for something that is away: short, so that an outage ends for us soon after it ends. */
  readonly awayCapMs: number;
  /** So many faults (defects, refusals, vanished workers) and the delivery is dead. */
  readonly maxFaults: number;
  /** So long may something be away before its deliveries are dead. */
  readonly awayBudgetMs: number;
}

/** 12 faults spread over about half an hour; away: retried at least every 5 minutes for 7 days. */
export const standardBackOff: BackOff = {
  baseMs: 1_000,
  capMs: 3_600_000,
  awayCapMs: 300_000,
  maxFaults: 12,
  awayBudgetMs: 7 * 86_400_000,
};

/**
 * Exponential back-off with full jitter: uniform between 0 and the bound, so that a thousand deliveries which failed
 * together do not come back together.
 *
 * @param attempt 1 for the first failure.
 * @param random 0 ≤ r < 1.
 * @returns milliseconds, 0 ≤ wait ≤ min(cap, base · 2^(attempt−1)).
 * @source "Exponential Backoff and Jitter", AWS Architecture Blog, 2015 ("full jitter").
 */
export function waitBefore(attempt: number, away: boolean, random: () => number, backOff: BackOff): number {
  const cap = away ? backOff.awayCapMs : backOff.capMs;
  // 2^30 s is 34 years: beyond that only the cap matters, and 2^1024 would be Infinity.
  const bound = Math.min(cap, backOff.baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.floor(random() * bound);
}
