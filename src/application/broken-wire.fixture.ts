import { createServer, connect as dial, type Socket } from "node:net";

/** Where the line breaks: before the server heard anything, in the middle of what was said, or after the server did it. */
export type Break = "before" | "torn" | "after";

/** A wire between us and the server that breaks when it is told to. */
export interface BrokenWire {
  readonly url: string;
  /** Breaks the line at the next statement of a writing connection. @param forGood nobody gets through afterwards: the process is gone. */
  breakNext(at: Break, forGood?: boolean): void;
  /** How often it broke. */
  readonly broke: () => number;
  /** How many times something was sent and an answer waited for, over all connections. */
  readonly roundTrips: () => number;
  close(): void;
}

const sync = Buffer.from([0x53, 0, 0, 0, 4]);

/** @param url of a database on a unix socket. */
export async function openBrokenWire(url: string): Promise<BrokenWire> {
  const folder = new URL(url).searchParams.get("host") ?? "";
  const open = new Set<Socket>();
  let next: { at: Break; forGood: boolean } | undefined;
  let gone = false;
  let broke = 0;
  let roundTrips = 0;

  const server = createServer((client) => {
    if (gone) {
      client.destroy();
      return;
    }
    const upstream = dial(`${folder}/.s.PGSQL.5432`);
    let writes = false;
    let breaking: Break | undefined;
    const cut = () => {
      broke += 1;
      client.destroy();
      upstream.end();
    };
    client.on("data", (sent: Buffer) => {
      if (sent.includes("wangting-writer")) writes = true;
      // Sync ends a statement with parameters; Q is one without.
      if (sent.subarray(-5).equals(sync) || sent[0] === 0x51) roundTrips += 1;
      // P parse, B bind: the first word of a statement, prepared before or not.
      if (writes && next && (sent[0] === 0x50 || sent[0] === 0x42)) {
        breaking = next.at;
        gone = next.forGood;
        next = undefined;
      }
      if (breaking === "before") cut();
      else if (breaking === "torn") {
        upstream.write(sent.subarray(0, sent.length >> 1));
        cut();
      } else upstream.write(sent);
    });
    upstream.on("data", (answer: Buffer) => {
      if (breaking !== "after") client.write(answer);
      // ReadyForQuery, idle: the statement has committed.
      else if (answer.subarray(-6).equals(Buffer.from([0x5a, 0, 0, 0, 5, 0x49]))) cut();
    });
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on("close", () => to.destroy());
      from.on("error", () => to.destroy());
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const { pathname, username } = new URL(url);
  return {
    url: `postgres://${username}@127.0.0.1:${address.port}${pathname}`,
    breakNext(at, forGood = false) {
      next = { at, forGood };
    },
    broke: () => broke,
    roundTrips: () => roundTrips,
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
