import { join } from "node:path";
import { runProgram } from "../run-program.ts";

/** One round of load. */
export interface Load {
  url: string;
  seconds?: number;
  connections?: number;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
}

/** What a round of load saw. */
export interface LoadResult {
  perSecond: number;
  requests: number;
  /** Answers other than 2xx and 3xx, and broken connections. */
  failures: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** Runs autocannon in a process of its own, so that the sender's work is not counted as the server's. */
export async function runLoad(root: string, load: Load): Promise<LoadResult> {
  const { url, seconds = 3, connections = 32, method = "GET", headers = {}, body } = load;
  const args = [
    join(root, "node_modules/autocannon/autocannon.js"),
    "--json",
    "-d",
    String(seconds),
    "-c",
    String(connections),
  ];
  args.push("-m", method, ...Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}=${value}`]));
  if (body !== undefined) args.push("-b", body);
  const { code, output } = await runProgram(process.execPath, [...args, url]);
  const line = output.split("\n").find((text) => text.startsWith("{"));
  if (code !== 0 || line === undefined) throw new Error(`autocannon failed (${code}): ${output.slice(0, 500)}`);
  const result = JSON.parse(line) as {
    requests: { average: number; total: number };
    latency: { p50: number; p99: number };
    non2xx: number;
    "3xx": number;
    errors: number;
  };
  return {
    perSecond: result.requests.average,
    requests: result.requests.total,
    failures: result.non2xx - result["3xx"] + result.errors,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}
