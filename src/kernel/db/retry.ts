import { setTimeout as pause } from "node:timers/promises";
import { explained, isRetriable } from "./faults.ts";

/**
 * Runs an attempt again while that can help, with growing jittered pauses (at most 0.5 s each).
 *
 * @param budgetMs milliseconds after which no further attempt begins.
 * @throws what the attempt threw, as `explained` puts it.
 */
export async function retrying<T>(attempt: () => Promise<T>, budgetMs: number): Promise<T> {
  const began = performance.now();
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isRetriable(error)) throw explained(error);
      const wait = Math.random() * Math.min(500, 20 * 2 ** tries);
      if (performance.now() - began + wait > budgetMs) throw explained(error);
      await pause(wait);
    }
  }
}
