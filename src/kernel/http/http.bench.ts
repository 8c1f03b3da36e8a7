import { type ChildProcess, fork } from "node:child_process";
import { connect } from "node:net";
import path from "node:path";

/** A case of `wangting bench`; the same shape as in `tools/bench`. */
interface Bench {
  readonly name: string;
  readonly limit: { readonly atLeast?: number; readonly atMost?: number };
  run(): Promise<number>;
}

/**
 * A server of one thread answers, when it is busy, 1 / (its CPU time per answer). So the ratio is taken of CPU time per answer: it says the same as
 * answers per second on a quiet machine and still says it on a busy one, where the loader would be the limit.
 */
export const benches: Bench[] = [
  {
    name: "http: kept page, as browsers ask for it, against a bare Fastify string of equal size",
    limit: { atLeast: 1 },
    run: () => compare("/kept/a", "gzip, deflate, br"),
  },
  {
    name: "http: kept page, uncompressed, against a bare Fastify string of equal size",
    limit: { atLeast: 1 },
    run: () => compare("/kept/a", "identity"),
  },
  {
    name: "http: rendered page against a bare Fastify string of equal size",
    limit: { atLeast: 0.3 },
    run: () => compare("/rendered/a", "identity"),
  },
];

const rounds = 5;
/** Answers, not seconds: on a busy machine a second holds too few to warm the compiled code. */
const warmAnswers = 4000;
const roundAnswers = 1500;
const connections = 16;

/** @returns how many times as many answers as the bare server our page gives for the same CPU time: the median of interleaved rounds. */
async function compare(url: string, encoding: string): Promise<number> {
  const child = fork(path.join(import.meta.dirname, "bench-server.fixture.tsx"));
  try {
    const ports = (await told(child)) as { bare: number; hall: number };
    const ours = (answers: number) => cost(child, ports.hall, url, encoding, answers);
    const theirs = (answers: number) => cost(child, ports.bare, "/", encoding, answers);
    await theirs(warmAnswers);
    await ours(warmAnswers);
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      ratios.push((await theirs(roundAnswers)) / (await ours(roundAnswers)));
    return ratios.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0;
  } finally {
    child.kill("SIGKILL");
  }
}

/** CPU milliseconds of the server per answer. */
async function cost(
  child: ChildProcess,
  port: number,
  url: string,
  encoding: string,
  answers: number,
): Promise<number> {
  const request = `GET ${url} HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\naccept-encoding: ${encoding}\r\n\r\n`;
  const each = Math.ceil(answers / connections);
  const before = await cpuMs(child);
  await Promise.all(Array.from({ length: connections }, () => askOver(port, request, each)));
  return ((await cpuMs(child)) - before) / (each * connections);
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
