import { type ChildProcess, fork } from "node:child_process";
import { connect } from "node:net";
import type { Measured } from "./bench.ts";
import { median } from "./bench.ts";
import { bundled } from "./bundled.ts";
import type { BenchContext } from "./context.ts";

/**
 * A server in a process of its own that is measured against another one. The process sends `{ port }` once it listens, answers
 * `"cpu"` with `{ cpuMs }` and whatever else it is asked with one message (`answerBench`).
 */
export interface Side {
  readonly port: number;
  readonly pid: number;
  /** Has something prepared, outside the measured time. */
  ask<Answer>(question: object): Promise<Answer>;
  cpuMs(): Promise<number>;
  end(): void;
}

/** Starts one. @param module path of its file. @param env beside ours. */
export async function startSide(module: string, env: NodeJS.ProcessEnv): Promise<Side> {
  const child = fork(await bundled(module), { execArgv: [], env: { ...process.env, ...env, NODE_ENV: "production" } });
  const ask = async <Answer>(question: unknown): Promise<Answer> => {
    const answer = told(child);
    child.send(question as object);
    return (await answer) as Answer;
  };
  try {
    const { port } = (await told(child)) as { port: number };
    return {
      port,
      pid: child.pid ?? 0,
      ask,
      cpuMs: async () => (await ask<{ cpuMs: number }>("cpu")).cpuMs,
      end: () => void child.kill("SIGKILL"),
    };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

/** In the process of a side: says where it listens, and answers from then on. */
export function answerBench(port: number, answer: (question: never) => Promise<object>): void {
  process.on("message", async (question: unknown) => {
    if (question === "cpu") {
      const { user, system } = process.cpuUsage();
      process.send?.({ cpuMs: (user + system) / 1000 });
    } else {
      process.send?.(await answer(question as never));
    }
  });
  process.send?.({ port });
}

function told(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error("a server of the bench ended"));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      resolve(message);
    });
  });
}

/** One request with its text ready. */
export interface ReadyRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One of the two that are compared: where, and its next requests. */
export interface Contender {
  readonly side: Side;
  /** Makes requests that have not been sent yet, outside the measured time. */
  requests(count: number): Promise<readonly ReadyRequest[]>;
}

/** What a comparison came to. */
export interface Compared {
  /** Answers a second, ours ÷ theirs: the median of interleaved rounds. */
  readonly rate: number;
  /** CPU milliseconds of the server's process per request, ours ÷ theirs. */
  readonly cpu: number;
  readonly detail: Measured["detail"];
}

/** As many as a busy hour has under way at once. */
const connections = 16;

/**
 * Sends the same work to both in turns, as many requests a round, each request once. The first rounds warm up and are not counted.
 */
export async function compareSides(
  context: Pick<BenchContext, "quick">,
  ours: Contender,
  theirs: Contender,
  count: number,
): Promise<Compared> {
  const rounds = context.quick ? 3 : 9;
  const each = context.quick ? Math.ceil(count / 4) : count;
  const seen: { ours: Round; theirs: Round }[] = [];
  for (let round = -4; round < rounds; round += 1) {
    const pair: { ours?: Round; theirs?: Round } = {};
    // Who comes first changes, so that neither always meets what the other left behind.
    const order = round % 2 === 0 ? (["ours", "theirs"] as const) : (["theirs", "ours"] as const);
    for (const who of order) pair[who] = await roundOf(who === "ours" ? ours : theirs, each);
    if (round >= 0 && pair.ours && pair.theirs) seen.push({ ours: pair.ours, theirs: pair.theirs });
  }
  const rates = seen.map((pair) => pair.ours.perSecond / pair.theirs.perSecond);
  const cpus = seen.map((pair) => pair.ours.cpuUs / pair.theirs.cpuUs);
  return {
    rate: median(rates),
    cpu: median(cpus),
    detail: {
      "ours/s": median(seen.map((pair) => pair.ours.perSecond)),
      "bare/s": median(seen.map((pair) => pair.theirs.perSecond)),
      "rate, lowest to highest": spread(rates),
      "our µs CPU": median(seen.map((pair) => pair.ours.cpuUs)),
      "bare µs CPU": median(seen.map((pair) => pair.theirs.cpuUs)),
      "CPU ×, lowest to highest": spread(cpus),
    },
  };
}

/** Lowest to highest. */
export function spread(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)}`;
}

interface Round {
  readonly perSecond: number;
  readonly cpuUs: number;
}

async function roundOf({ side, requests }: Contender, count: number): Promise<Round> {
  const ready = (await requests(count)).map(textOf);
  const cpu = await side.cpuMs();
  const began = performance.now();
  await sendAll(side.port, ready);
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: count / seconds, cpuUs: ((await side.cpuMs()) - cpu) * (1000 / count) };
}

/** As it goes over the wire. */
export function textOf({ method, path, headers = {}, body }: ReadyRequest): string {
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const all = { host: "127.0.0.1", accept: "application/json", ...headers, ...length };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`;
}

/** Sends each request once, over a few connections, the next one on each as soon as the answer before is whole. */
export async function sendAll(port: number, requests: readonly string[], over = connections): Promise<void> {
  const waiting = requests.values();
  await Promise.all(Array.from({ length: over }, () => sendOver(port, waiting)));
}

function sendOver(port: number, waiting: Iterator<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing = 0;
    let head = "";
    const next = () => {
      const request = waiting.next();
      if (!request.done) return void socket.write(request.value);
      socket.destroy();
      resolve();
    };
    const socket = connect(port, "127.0.0.1", next);
    socket.setNoDelay(true);
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the server closed a connection")));
    socket.on("data", (part) => {
      if (missing === 0) {
        head += part.toString("latin1");
        const end = head.indexOf("\r\n\r\n");
        if (end < 0) return;
        if (!/^HTTP\/1\.1 (2|3)/.test(head))
          return void socket.destroy(new Error(Buffer.from(head, "latin1").toString()));
        missing = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0) - (head.length - end - 4);
        head = "";
      } else {
        missing -= part.length;
      }
      if (missing <= 0) {
        missing = 0;
        next();
      }
    });
  });
}
