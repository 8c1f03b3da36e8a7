import { createServer, type Server, type Socket } from "node:net";

/** How the stand-in behaves: well, or in one of the ways a real one fails. */
export type ClamdMood =
  /** Finds the EICAR test string, and nothing else. */
  | "well"
  /** Takes everything and never answers. */
  | "silent"
  /** Closes in the middle of the content. */
  | "cut"
  /** Answers what no clamd says. */
  | "garbled"
  /** Says that the content is too large and closes, as clamd does over `StreamMaxLength`. */
  | "too-small";

/** A clamd for tests and demos: speaks PING, VERSION and INSTREAM on a TCP port of the loopback address. */
export interface ClamdStandIn {
  readonly host: string;
  readonly port: number;
  mood: ClamdMood;
  /** Contents scanned to their end. */
  readonly scanned: number;
  close(): Promise<void>;
}

/** The harmless text every scanner finds (EICAR), in two halves so that no scanner finds this file. */
export const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** @param options.port default: any free one. */
export async function startClamdStandIn(options: { port?: number } = {}): Promise<ClamdStandIn> {
  const state = { mood: "well" as ClamdMood, scanned: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    talk(socket, state);
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  return {
    host: "127.0.0.1",
    port: portOf(server),
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    get scanned() {
      return state.scanned;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stand-in listens on no port");
  return address.port;
}

function talk(socket: Socket, state: { mood: ClamdMood; scanned: number }): void {
  let waiting = Buffer.alloc(0);
  let isStreaming = false;
  const content: Buffer[] = [];
  socket.on("data", (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes]);
    if (!isStreaming) {
      const end = waiting.indexOf(0);
      if (end < 0) return;
      const command = waiting.toString("latin1", 0, end);
      waiting = waiting.subarray(end + 1);
      if (command === "zPING") return void socket.end("PONG\0");
      if (command === "zVERSION") return void socket.end("ClamAV stand-in\0");
      if (command !== "zINSTREAM") return void socket.end("UNKNOWN COMMAND\0");
      isStreaming = true;
      if (state.mood === "too-small") return void socket.end("INSTREAM size limit exceeded. ERROR\0");
    }
    while (waiting.length >= 4) {
      const length = waiting.readUInt32BE(0);
      if (waiting.length < 4 + length) break;
      content.push(waiting.subarray(4, 4 + length));
      waiting = waiting.subarray(4 + length);
      if (state.mood === "cut") return void socket.destroy();
      if (length > 0) continue;
      if (state.mood !== "silent") socket.end(`${judge(Buffer.concat(content), state)}\0`);
      return;
    }
  });
}

function judge(content: Buffer, state: { mood: ClamdMood; scanned: number }): string {
  if (state.mood === "garbled") return "HTTP/1.1 400 Bad Request";
  state.scanned += 1;
  return content.includes(eicar) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";
}
