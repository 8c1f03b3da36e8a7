import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../../src/kernel/testing/index.ts";
import { killGroup, startProgram } from "../run-program.ts";
import { cpuOf, rssOf } from "./proc.ts";

/** A server in a process of its own. */
export interface Served {
  url: string;
  pid: number;
  /** Milliseconds from its start to its first good answer. */
  startedIn: number;
  /** CPU milliseconds of the process since its start; children are not counted. */
  cpu(): number;
  /** Resident memory in MB (2²⁰ bytes). */
  rss(): number;
  /** SIGTERM, then waits for its end; SIGKILL after 20 s. */
  stop(): Promise<void>;
}

interface Options {
  /** Arguments of Node: the script and its own. */
  args: readonly string[];
  /** Its settings; `PORT` is set to a free port. */
  env?: Record<string, string | undefined>;
  /** What is asked until it answers; default `/healthz`. */
  path?: string;
  /** Milliseconds to wait for the first answer; default 60 s. */
  patience?: number;
}

/** Starts a Node program that listens on `PORT`, and waits for its first 200. */
export async function serve({ args, env = {}, path = "/healthz", patience = 60_000 }: Options): Promise<Served> {
  const port = await freePort();
  const start = performance.now();
  const program = startProgram(process.execPath, args, {
    env: { ...env, PORT: String(port), NODE_ENV: "production" },
  });
  let output = "";
  for (const stream of [program.stdout, program.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-4000);
    });
  }
  const url = `http://127.0.0.1:${port}`;
  const ended = new Promise<void>((resolve) => program.once("exit", () => resolve()));
  while (!(await answers(`${url}${path}`))) {
    const waited = performance.now() - start;
    if (program.exitCode === null && program.signalCode === null && waited < patience) {
      await wait(5);
      continue;
    }
    killGroup(program, "SIGKILL");
    throw new Error(`no answer from ${args.join(" ")} within ${Math.round(waited)} ms:\n${output}`);
  }
  const pid = program.pid ?? 0;
  return {
    url,
    pid,
    startedIn: performance.now() - start,
    cpu: () => cpuOf(pid),
    rss: () => rssOf(pid),
    async stop() {
      // Only the process itself: it has to end its own children, and the database must outlive the first second of that.
      if (program.exitCode === null && program.signalCode === null) program.kill("SIGTERM");
      await Promise.race([ended, wait(20_000, undefined, { ref: false })]);
      killGroup(program, "SIGKILL");
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}
