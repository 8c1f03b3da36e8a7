import { setTimeout as pause } from "node:timers/promises";
import type { Layout } from "./layout.ts";
import { isServerOf } from "./pid-file.ts";

/** Stops a server: fast first (sessions are ended, everything is written), then harder; it recovers from each. */
export async function stopServer(layout: Layout, pid: number): Promise<void> {
  for (const [signal, milliseconds] of [
    ["SIGINT", 30_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    if (!isServerOf(layout.cluster, pid)) return;
    process.kill(pid, signal);
    const began = performance.now();
    while (isServerOf(layout.cluster, pid) && performance.now() - began < milliseconds) await pause(5);
  }
}
