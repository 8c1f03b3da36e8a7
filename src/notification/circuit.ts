import type { Clock } from "../kernel/clock/index.ts";
import { HallError } from "../kernel/errors/index.ts";

/**
 * Keeps a gateway that does not answer from holding the places of the outbox: after one failure only one call at a time is
 * let through, after three none for half a minute; whoever is not let through is told at once and comes again by the outbox.
 */
export interface Circuit {
  /** @throws HallError `notification/way-resting` (unavailable) when the call is not let through; what `call` throws. */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** True while no call is let through. */
  isResting(): boolean;
}

const failuresToRest = 3;
const restMs = 30_000;

/** Makes the circuit of one gateway. Only HallErrors of kind `unavailable` count as its failures. */
export function createCircuit(clock: Clock): Circuit {
  let failures = 0;
  let inFlight = 0;
  let restUntil = 0;

  const isResting = () => clock.now().getTime() < restUntil;

  return {
    isResting,
    async run(call) {
      if (isResting() || (failures > 0 && inFlight > 0)) {
        throw new HallError("unavailable", "notification/way-resting", "发送通道暂时没有应答，稍后自动再发", {
          ...(isResting() && { retryAt: new Date(restUntil) }),
        });
      }
      inFlight += 1;
      try {
        const result = await call();
        failures = 0;
        return result;
      } catch (error) {
        if (error instanceof HallError && error.kind === "unavailable") {
          failures += 1;
          if (failures >= failuresToRest) restUntil = clock.now().getTime() + restMs;
        }
        throw error;
      } finally {
        inFlight -= 1;
      }
    },
  };
}
