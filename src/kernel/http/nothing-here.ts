import type { FastifyReply, FastifyRequest } from "fastify";
import { HallError } from "../errors/index.ts";
import { notFound } from "./failure.ts";
import type { Page, Route } from "./route.ts";

/**
 * Answers what no route answers: 405 with `Allow` where another method would do, else 404.
 *
 * @param lookWho finds out who asks, for the head of the page; when it cannot, the page speaks to a visitor.
 *
 * Addresses are compared one by one; a hall has some hundreds, and those who ask in the dark are limited.
 */
export function nothingHere(
  lookWho: (request: FastifyRequest) => Promise<void>,
  pages: readonly Page[],
  routes: readonly Route[],
  apiPrefix: string,
): (request: FastifyRequest, reply: FastifyReply) => Promise<never> {
  const doors = [
    ...pages.map((page) => ({ method: page.method, steps: page.path.split("/") })),
    ...routes.map((route) => ({ method: route.method, steps: `${apiPrefix}${route.path}`.split("/") })),
  ];
  return async (request) => {
    const steps = (request.url.split("?", 1)[0] ?? "").split("/");
    const allow = new Set<string>();
    for (const door of doors) {
      if (!isAt(door.steps, steps)) continue;
      allow.add(door.method);
      if (door.method === "GET") allow.add("HEAD");
    }
    await lookWho(request);
    if (allow.size === 0) throw notFound();
    throw new HallError("invalid", "kernel/method-not-allowed", "这个地址不能这样使用", { allow: [...allow].sort() });
  };
}

function isAt(pattern: readonly string[], steps: readonly string[]): boolean {
  if (pattern.length !== steps.length) return false;
  return pattern.every((step, at) => (step.startsWith(":") ? steps[at] !== "" : step === steps[at]));
}
