import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../kernel/clock/index.ts";
import { isIdNumber, isUscc } from "../../kernel/codes/index.ts";
import { isSigned } from "../real-name/signature.ts";

/** How the stand-in behaves: as it should, or broken on purpose. */
export type StandInMood = "well" | "silent" | "nonsense" | "error";

/** A service that stands where the real one would be: for the demo and for tests, on the loopback address only. */
export interface RealNameStandIn {
  /** What `REAL_NAME_URL` would be. */
  readonly url: string;
  mood: StandInMood;
  /** How often it was asked. */
  readonly asked: () => number;
  close(): Promise<void>;
}

/**
 * Starts the stand-in. It knows nobody: every well-formed number belongs to whoever says so, unless the name holds “不符”; so a demo works
 * with invented people only.
 *
 * @param options.port 0 = a free one.
 */
export async function startRealNameStandIn(options: {
  key: string;
  clock: Clock;
  port?: number;
}): Promise<RealNameStandIn> {
  let mood: StandInMood = "well";
  let asked = 0;
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      asked += 1;
      answer(request, body, response);
    });
  });

  function answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    if (mood === "well") send(response, ...judge(options, request, body));
    if (mood === "error") send(response, 500, "{}");
    if (mood === "nonsense") send(response, 200, "<html>");
  }

  await new Promise<void>((ready, failed) => {
    server.once("error", failed);
    server.listen(options.port ?? 0, "127.0.0.1", ready);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get mood() {
      return mood;
    },
    set mood(next) {
      mood = next;
    },
    asked: () => asked,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

function judge(options: { key: string; clock: Clock }, request: IncomingMessage, body: string): [number, string] {
  const said = {
    path: request.url ?? "",
    at: header(request, "x-timestamp"),
    body,
    signature: header(request, "x-signature"),
  };
  if (!isSigned(options.key, said, options.clock.now())) return [401, "{}"];
  const claim: Claim = JSON.parse(body);
  return [200, JSON.stringify({ match: said.path === "/persons" ? matches(claim) : matchesCompany(claim) })];
}

interface Claim {
  readonly name?: unknown;
  readonly idNumber?: unknown;
  readonly uscc?: unknown;
  readonly representative?: Claim;
}

function matches({ name, idNumber }: Claim): boolean {
  return typeof name === "string" && typeof idNumber === "string" && isIdNumber(idNumber) && !name.includes("不符");
}

function matchesCompany({ uscc, name, representative }: Claim): boolean {
  const isKnown = typeof uscc === "string" && isUscc(uscc) && typeof name === "string" && !name.includes("不符");
  return isKnown && matches(representative ?? {});
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === "string" ? value : "";
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json" }).end(body);
}
