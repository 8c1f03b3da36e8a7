import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * V8 lets its heap grow to several times what is alive, because memory is usually free; many halls share a small server.
 * It grows by a fifth between collections instead, and its nursery stays small: half the resident memory under load for
 * about a tenth more processor time (measured: 270 MB and 290 MB become 136 MB and 146 MB). No hard limit is set, so a
 * hall that needs more still gets it. Must run before anything large is loaded.
 */
export function keepMemorySmall(): void {
  setFlagsFromString("--heap-growing-percent=20");
  setFlagsFromString("--max-semi-space-size=2");
  setFlagsFromString("--semi-space-growth-factor=1");
}

const settledAfterMs = 3_000;

/**
 * Gives back what only the start needed (parsing, migrations, reference data): V8 keeps such pages for later use, some 25 MB
 * of them, until it is told that memory is short. Told once, a few seconds after the start, for 0.1 s of work.
 *
 * @returns takes the promise back, for whoever ends earlier.
 */
export function giveBackAfterStart(): () => void {
  const timer = setTimeout(() => {
    setFlagsFromString("--expose-gc");
    const collect: (options: object) => void = runInNewContext("gc");
    setFlagsFromString("--no-expose-gc");
    collect({ type: "major", execution: "sync", flavor: "last-resort" });
  }, settledAfterMs);
  timer.unref();
  return () => clearTimeout(timer);
}
