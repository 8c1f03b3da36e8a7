import { createHash } from "node:crypto";
import type { Clock } from "../clock/index.ts";
import { type Db, runStatement } from "../db/index.ts";
import { HallError } from "../errors/index.ts";

/** How often a thing may be done: `limit` times in any `windowSeconds`. */
export interface Quota {
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Whether a token was given, and when to come again if not. */
export interface Token {
  readonly allowed: boolean;
  /** How many more would be given right now. */
  readonly remaining: number;
  /** 0 when allowed. */
  readonly retryAfterSeconds: number;
}

/**
 * Counts exactly, over all processes and machines of the hall: sign-in attempts, message codes, exports.
 * One upsert (GCRA): a key starts with `limit` tokens and gets one back every `windowSeconds / limit`.
 *
 * @param key what is counted, with its purpose: `sign-in:<account>`, `sms:<phone>`. Only its SHA-256 reaches the database.
 * @returns whether one token was given; a refusal takes none.
 */
export async function takeToken(db: Db, key: string, quota: Quota, clock: Clock): Promise<Token> {
  const hash = createHash("sha256").update(key).digest();
  const now = clock.now();
  // Rounded down, so that `limit` steps never sum up to more than the window.
  const step = Math.floor((quota.windowSeconds * 1e6) / quota.limit);
  const window = quota.windowSeconds * 1e6;
  const [row] = await runStatement<{ allowed: boolean; full_in: string | number }>(
    db,
    `with taken as (
       insert into kernel.rate as r (key_hash, full_at)
       values ($1, $2::timestamptz + $3::float8 * interval '1 microsecond')
       on conflict (key_hash) do update
         set full_at = greatest(r.full_at, $2::timestamptz) + $3::float8 * interval '1 microsecond'
         where greatest(r.full_at, $2::timestamptz) + $3::float8 * interval '1 microsecond'
               <= $2::timestamptz + $4::float8 * interval '1 microsecond'
       returning full_at)
     select true as allowed, (extract(epoch from full_at - $2::timestamptz) * 1e6)::float8 as full_in from taken
     union all
     select false, (extract(epoch from full_at - $2::timestamptz) * 1e6)::float8 from kernel.rate
      where key_hash = $1 and not exists (select from taken)`,
    [hash, now, step, window],
    { name: "rate-take" },
  );
  // No row at all: the row came into being while this statement ran and refused it, and is too young for its snapshot.
  if (!row) return { allowed: false, remaining: 0, retryAfterSeconds: Math.max(1, Math.ceil(step / 1e6)) };
  const fullIn = Number(row.full_in);
  if (row.allowed) {
    return { allowed: true, remaining: Math.max(0, Math.floor((window - fullIn) / step)), retryAfterSeconds: 0 };
  }
  return { allowed: false, remaining: 0, retryAfterSeconds: Math.max(1, Math.ceil((fullIn + step - window) / 1e6)) };
}

/** Forgets keys that have all their tokens back; for an hourly schedule. */
export async function sweepTokens(db: Db, clock: Clock): Promise<void> {
  await runStatement(db, "delete from kernel.rate where full_at < $1", [clock.now()]);
}

/** The refusal of one request too many (429). @param retryAfterSeconds told to the person and in `Retry-After`. */
export function tooManyRequests(retryAfterSeconds: number): HallError {
  return new HallError(
    "unavailable",
    "kernel/too-many-requests",
    `操作太频繁，请 ${sayWait(retryAfterSeconds)}后再试`,
    { retryAfterSeconds },
  );
}

function sayWait(seconds: number): string {
  if (seconds < 90) return `${seconds} 秒`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} 分钟` : `${Math.ceil(seconds / 3600)} 小时`;
}
