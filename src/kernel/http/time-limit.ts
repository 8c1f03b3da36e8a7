import type { FastifyInstance } from "fastify";
import { HallError } from "../errors/index.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Milliseconds after which the handler is waited for no longer; absent: no limit. */
    handlerMs?: number;
  }
}

/**
 * Answers 503 for a handler that takes too long, and cuts an answer that has begun. Fastify's own `handlerTimeout` makes an abort signal for
 * every request and gives it an exception with a stack at its end (4 µs in a loop by itself, more in profiles of a busy server), for signals
 * that nobody here listens to.
 */
export function limitTime(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, next) => {
    const { handlerMs } = request.routeOptions.config;
    if (handlerMs !== undefined) {
      const late = setTimeout(() => {
        if (reply.sent) return;
        const busy = new HallError("unavailable", "kernel/busy", "现在办理的人多，没有等到结果");
        if (reply.raw.headersSent) reply.raw.destroy(busy);
        else reply.send(busy);
      }, handlerMs);
      // The one that is always told, also when an answer breaks off; and no answer keeps the process from ending.
      reply.raw.once("close", () => clearTimeout(late));
      late.unref();
    }
    next();
  });
}
