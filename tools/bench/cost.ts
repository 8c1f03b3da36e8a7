import { type ChildProcess, fork } from "node:child_process";
import { connect } from "node:net";
import { median } from "./bench.ts";
import { bundled } from "./bundled.ts";

/**
 * What answers cost a server. A server of one thread answers, when it is busy, 1 / (its CPU time per answer): so the ratio of
 * CPU times says the same as answers per second on a quiet machine and still says it on a busy one, where the loader would
 * be the limit.
 *
 * The process that is asked sends its ports once it is ready, and `{ cpuMs }` whenever it is told `cpu`.
 */
export interface CostlyServers<Ports> {
  readonly ports: Ports;
  /** CPU milliseconds of the process per answer. */
  cost(request: { port: number; path: string; encoding: string }, answers: number): Promise<number>;
  end(): void;
}

/** Answers, not seconds: on a busy machine a second holds too few to warm the compiled code. */
const warmAnswers = 4000;
const roundAnswers = 1500;
const rounds = 5;
const connections = 16;

/** Starts the process of a bench. @param module path of its file. @param env beside ours. */
export async function startServers<Ports>(module: string, env: NodeJS.ProcessEnv = {}): Promise<CostlyServers<Ports>> {
  const child = fork(await bundled(module), { execArgv: [], env: { ...process.env, ...env } });
  try {
    const ports = (await told(child)) as Ports;
    return {
      ports,
      async cost({ port, path, encoding }, answers) {
        const request = `GET ${path} HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\naccept-encoding: ${encoding}\r\n\r\n`;
        const each = Math.ceil(answers / connections);
        const before = await cpuMs(child);
        await Promise.all(Array.from({ length: connections }, () => askOver(port, request, each)));
        return ((await cpuMs(child)) - before) / (each * connections);
      },
      end: () => void child.kill("SIGKILL"),
    };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

/** How many times as many answers one gives as the other for the same CPU time: the median of interleaved rounds. */
export async function timesAsMany(
  ours: (answers: number) => Promise<number>,
  theirs: (answers: number) => Promise<number>,
): Promise<number> {
  await theirs(warmAnswers);
  await ours(warmAnswers);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    ratios.push((await theirs(roundAnswers)) / (await ours(roundAnswers)));
  return median(ratios);
}

async function cpuMs(child: ChildProcess): Promise<number> {
  const answer = told(child);
  child.send("cpu");
  return ((await answer) as { cpuMs: number }).cpuMs;
}

function told(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error("the server of the bench ended"));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      resolve(message);
    });
  });
}

/** Asks over one connection, one request after the other. It reads no more of an answer than its length. */
function askOver(port: number, request: string, times: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = times;
    let missing = 0;
    let head = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    socket.setNoDelay(true);
    socket.on("error", reject);
    socket.on("data", (part) => {
      if (missing === 0) {
        head += part.toString("latin1");
        const end = head.indexOf("\r\n\r\n");
        if (end < 0) return;
        if (!head.startsWith("HTTP/1.1 200")) return void socket.destroy(new Error(head.slice(0, end)));
        missing = Number(/content-length: (\d+)/i.exec(head)?.[1]) - (head.length - end - 4);
        head = "";
      } else {
        missing -= part.length;
      }
      if (missing > 0) return;
      left -= 1;
      missing = 0;
      if (left > 0) return void socket.write(request);
      socket.destroy();
      resolve();
    });
  });
}
