import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Runs `work` while no other process of this machine starts or stops the server of the same data folder.
 *
 * The lock is the name of a Linux abstract socket: the system frees it when its holder dies however it dies, so there
 * is no stale lock to judge. Elsewhere than on Linux there is none, and PostgreSQL's own `postmaster.pid` must do.
 */
export async function withStartLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  if (process.platform !== "linux") return work();
  const name = createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 32);
  for (;;) {
    const held = await hold(`\0wangting-start-${name}`);
    if (!held) {
      await pause(20);
      continue;
    }
    try {
      return await work();
    } finally {
      await new Promise((done) => held.close(done));
    }
  }
}

function hold(name: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error) => {
      if ("code" in error && error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen({ path: name, exclusive: true }, () => resolve(server));
  });
}
