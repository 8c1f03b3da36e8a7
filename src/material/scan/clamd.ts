import { connect, type Socket } from "node:net";
import type { ScannerConfig } from "../../kernel/config/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { Scanner, Verdict } from "./scanner.ts";

/** How long clamd may say nothing while it is being sent to, and after the last byte. */
export interface ClamdLimits {
  readonly idleMs: number;
  readonly verdictMs: number;
}

const usualLimits: ClamdLimits = { idleMs: 10_000, verdictMs: 60_000 };
const chunkBytes = 64 * 1024;
/** A verdict is one line. */
const mostAnswer = 4_096;

/**
 * Speaks clamd's INSTREAM (clamd(8)): `zINSTREAM\0`, then chunks with their length in four bytes, network order, then a length of
 * zero; the answer is `stream: OK`, `stream: <name> FOUND` or `… ERROR`, ended by a zero byte. One connection for each content.
 */
export function clamdScanner(address: ScannerConfig, limits: ClamdLimits = usualLimits): Scanner {
  return {
    async scan(content) {
      const socket = "path" in address ? connect(address.path) : connect(address.port, address.host);
      try {
        const answer = answerOf(socket, limits);
        // What clamd says before the last byte (too large, shutting down) ends the sending as well.
        answer.catch(() => socket.destroy());
        await Promise.race([send(socket, content), answer]);
        socket.setTimeout(limits.verdictMs);
        return verdictOf(await answer);
      } finally {
        socket.destroy();
      }
    },
  };
}

async function send(socket: Socket, content: AsyncIterable<Uint8Array>): Promise<void> {
  await write(socket, Buffer.from("zINSTREAM\0"));
  for await (const bytes of content) {
    for (let at = 0; at < bytes.byteLength; at += chunkBytes) {
      const chunk = bytes.subarray(at, at + chunkBytes);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.byteLength);
      await write(socket, Buffer.concat([length, chunk]));
    }
  }
  await write(socket, Buffer.alloc(4));
}

function write(socket: Socket, bytes: Buffer): Promise<void> {
  if (socket.destroyed) throw away("closed");
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(away(codeOf(error))) : resolve()));
  });
}

function answerOf(socket: Socket, limits: ClamdLimits): Promise<string> {
  socket.setTimeout(limits.idleMs);
  return new Promise((resolve, reject) => {
    let answer = "";
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      answer += text;
      const end = answer.indexOf("\0");
      if (end >= 0) resolve(answer.slice(0, end));
      else if (answer.length > mostAnswer) reject(away("answer too long"));
    });
    socket.once("timeout", () => reject(away("timeout")));
    socket.once("error", (error) => reject(away(codeOf(error))));
    socket.once("close", () => reject(away("closed")));
  });
}

function verdictOf(answer: string): Verdict {
  if (/^stream: OK$/.test(answer)) return { clean: true };
  const threat = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
  if (threat !== undefined) return { clean: false, threat };
  throw away(answer.slice(0, 100));
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}

/** @param why for the log; no content. */
function away(why: string): HallError {
  return new HallError("unavailable", "material/scanner-away", "查杀病毒的服务暂时不可用，请稍后再试", { why });
}
