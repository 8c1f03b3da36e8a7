import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * A port nobody listens on. It lies below the range from which systems lend ports to outgoing connections (32768 and up on
 * Linux): a port from there can be lent away between this look and its use.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
