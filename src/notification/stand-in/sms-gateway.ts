import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../kernel/clock/index.ts";
import { isSignedSms, reportsText, signSms } from "../sms/signature.ts";
import { createReceived, type Received } from "./received.ts";

/**
 * How the stand-in behaves: `well`; `down` drops every connection; `hang` never answers; `broken` answers 500; `slow` takes
 * half a second; `lose-answer` takes the message and drops the connection; `refuse` says 422; `repeat` reports each message twice.
 */
export type Behaviour = "well" | "down" | "hang" | "broken" | "slow" | "lose-answer" | "refuse" | "repeat";

/** The stand-in of a text message gateway: speaks the protocol of `sms/README.md` on the loopback address. */
export interface SmsStandIn {
  readonly url: string;
  readonly received: Received;
  /** Requests so far, repeated ones too. */
  readonly asked: number;
  behave(how: Behaviour): void;
  /** Tells the hall what became of the messages that were not reported yet. @returns the status of each answer. */
  report(state?: "delivered" | "failed"): Promise<number[]>;
  close(): Promise<void>;
}

interface Request {
  requestId: string;
  to: string;
  text: string;
  validUntil?: string;
  reportTo: string;
}

const slowMs = 500;

/** Starts the stand-in. @param options.reports tell the hall by itself, as a gateway does; tests call `report`. */
export async function startSmsStandIn(options: {
  clock: Clock;
  key: string;
  received?: Received;
  reports?: boolean;
}): Promise<SmsStandIn> {
  const { clock, key, received = createReceived() } = options;
  const known = new Set<string>();
  let unreported: Request[] = [];
  let how: Behaviour = "well";
  let asked = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const say = (status: number, value: unknown) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    const path = request.url ?? "";
    const said = { path, at: header(request, "x-timestamp"), signature: header(request, "x-signature"), body };
    const isOurs = isSignedSms(key, said, clock.now());
    if (request.method === "GET" && path === "/received")
      return say(isOurs ? 200 : 401, isOurs ? received.messages : {});
    asked += 1;
    if (how === "down") return void request.socket.destroy();
    if (how === "hang") return;
    if (how === "broken") return say(500, { reason: "broken" });
    if (how === "slow") await wait(slowMs);
    if (!isOurs) return say(401, { reason: "signature" });
    if (how === "refuse") return say(422, { reason: "no such number" });
    const isNew = take(JSON.parse(body) as Request);
    if (how === "lose-answer") return void request.socket.destroy();
    say(isNew ? 202 : 200, { requestId: header(request, "x-request-id") });
    if (options.reports) void report().catch(() => {});
  }

  function take(request: Request): boolean {
    if (known.has(request.requestId)) return false;
    known.add(request.requestId);
    unreported.push(request);
    const now = clock.now();
    if (request.validUntil !== undefined && Date.parse(request.validUntil) <= now.getTime()) return true;
    const { requestId, to, text } = request;
    received.add({ way: "sms", requestId, to, text, at: now.toISOString() });
    return true;
  }

  async function report(state: "delivered" | "failed" = "delivered"): Promise<number[]> {
    const due = unreported;
    unreported = [];
    const statuses: number[] = [];
    for (const { requestId, reportTo } of how === "repeat" ? due.flatMap((one) => [one, one]) : due) {
      const at = clock.now().toISOString();
      const reports = [{ requestId, state, at }];
      const signature = signSms(key, "/sms-reports", at, reportsText(reports));
      const body = JSON.stringify({ at, signature, reports });
      const headers = { "content-type": "application/json" };
      statuses.push((await fetch(reportTo, { method: "POST", headers, body })).status);
    }
    return statuses;
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    get asked() {
      return asked;
    },
    behave(wanted) {
      how = wanted;
    },
    report,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === "string" ? value : "";
}
