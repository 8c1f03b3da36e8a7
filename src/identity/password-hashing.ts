import { availableParallelism } from "node:os";
import { hash as argonHash, verify as argonVerify } from "@node-rs/argon2";
import { HallError } from "../kernel/errors/index.ts";

/** How much work at once, and how much may wait. */
export interface PoolSize {
  readonly atOnce: number;
  readonly waiting: number;
}

/**
 * Runs costly work a few at a time. What finds the queue full is refused at once: a flood of sign-ins slows sign-ins, never the hall.
 *
 * @throws HallError `identity/busy` (unavailable).
 */
export function createPool(size: PoolSize): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (running >= size.atOnce) {
      if (queue.length >= size.waiting) {
        throw new HallError("unavailable", "identity/busy", "现在登录的人太多，请稍后再试，或用短信验证码登录");
      }
      // Whoever finishes hands its place on, so `running` stays as it is.
      await new Promise<void>((ready) => queue.push(ready));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Hashing runs on the four threads of libuv, which files and name look-ups use as well: it takes at most two of them. */
const inPool = createPool({ atOnce: Math.max(1, Math.min(2, availableParallelism() - 1)), waiting: 60 });

/** @source OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, 2 passes, 1 lane; 77 ms of one core measured. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const today = "$argon2id$v=19$m=19456,t=2,p=1$";

/** What stands in place of a password that nobody has, so that an unknown account costs the same. */
let nobodys: Promise<string> | undefined;

/** Hashes a password (argon2id). @param peppered the result of `pepper`. */
export function hashPassword(peppered: string): Promise<string> {
  return inPool(() => argonHash(peppered, cost));
}

/**
 * Whether a password is the one behind a hash; without a hash it takes as long, and the answer is no.
 *
 * @throws HallError `identity/busy` (unavailable).
 */
export async function isPassword(hashed: string | null | undefined, peppered: string): Promise<boolean> {
  if (hashed) return await inPool(() => argonVerify(hashed, peppered));
  nobodys ??= argonHash("nobody", cost);
  const stand = await nobodys;
  await inPool(() => argonVerify(stand, peppered));
  return false;
}

/** Whether a hash was made with another cost than today's. */
export function isOutdated(hashed: string): boolean {
  return !hashed.startsWith(today);
}

/**
 * A password as it is hashed: NFKC, under a key of the hall, so that a stolen table alone cannot be guessed at.
 *
 * @source NIST SP 800-63B 5.1.1.2 (normalisation, keyed hash with a key kept elsewhere).
 */
export function pepper(seal: { digest(purpose: string, text: string): Buffer }, password: string): string {
  return seal.digest("identity.password", password.normalize("NFKC")).toString("base64");
}
