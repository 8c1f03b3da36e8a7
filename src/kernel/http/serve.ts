import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { House } from "../house/index.ts";
import type { HallServer } from "./server.ts";

/** A server on a port. */
export interface Serving {
  /** `http://127.0.0.1:8080`: where it answers, for a human or a test. */
  readonly url: string;
  readonly port: number;
  /**
   * Goes down in order: says so at `/readyz`, takes no more connections, finishes what is under way, then closes what is left.
   * Calling it again waits for the same end.
   *
   * @returns `drained` when every request got its answer, `cut` when the time was up first.
   */
  close(): Promise<"drained" | "cut">;
}

/** How a server goes down. */
export interface DrainOptions {
  /** How long to keep taking requests after `/readyz` says 503, so that a load balancer notices; 0 without one. */
  readonly noticeMs?: number;
  /** How long requests under way may take to finish. */
  readonly budgetMs?: number;
}

/**
 * Puts the server on a port. In a worker process the port is shared with the other workers.
 *
 * @param options.host default: that of the configuration; the same for `port`, where 0 takes any free one.
 * @throws the system's error when the port is taken (`EADDRINUSE`) or not allowed (`EACCES`).
 */
export async function serve(
  house: Pick<House, "config" | "log">,
  server: HallServer,
  options: DrainOptions & { host?: string; port?: number } = {},
): Promise<Serving> {
  const host = options.host ?? house.config.host;
  await server.app.listen({ host, port: options.port ?? house.config.port });
  const address = server.app.server.address() as AddressInfo;
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  let closing: Promise<"drained" | "cut"> | undefined;
  return {
    url: `http://${name}:${address.port}`,
    port: address.port,
    close() {
      closing ??= drain(house, server, options);
      return closing;
    },
  };
}

async function drain(house: Pick<House, "log">, server: HallServer, options: DrainOptions): Promise<"drained" | "cut"> {
  server.drain();
  if (options.noticeMs) await wait(options.noticeMs);
  const budgetMs = options.budgetMs ?? 15_000;
  let cut = false;
  const timer = setTimeout(() => {
    cut = true;
    house.log.warn({ budgetMs }, "还有请求没有办完，时间到了，断开连接");
    server.app.server.closeAllConnections();
  }, budgetMs);
  try {
    await server.app.close();
  } finally {
    clearTimeout(timer);
  }
  return cut ? "cut" : "drained";
}
