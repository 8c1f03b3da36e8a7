import type { FastifyInstance } from "fastify";
import type { Context } from "./context.ts";

/** One thing that must be well before this process may get requests. */
export interface ReadyCheck {
  /** `database`, `migrations`, `outbox`. */
  readonly name: string;
  /** Throws, or returns false, when it is not well. Facts (an age, a count) may be returned for the reader. */
  check(): Promise<boolean | Readonly<Record<string, string | number | boolean>>>;
}

/** Longer than any healthy check, shorter than the patience of a load balancer. */
const patienceMs = 2_000;

/**
 * `/healthz`: the process answers. `/readyz`: it can serve; 503 while a check fails or the server is going down. Both say nothing that is not
 * for everybody: names and figures of the checks, no reasons (those go to the log).
 */
export function mountHealth(context: Context, app: FastifyInstance, checks: readonly ReadyCheck[]): void {
  const quiet = { config: { rateLimit: false as const }, logLevel: "silent" as const };
  app.get("/healthz", quiet, async (_request, reply) => reply.header("cache-control", "no-store").send({ ok: true }));
  app.get("/readyz", quiet, async (_request, reply) => {
    const results = await Promise.all(checks.map((each) => run(context, each)));
    const ok = !context.draining && results.every((each) => each.ok);
    reply.code(ok ? 200 : 503).header("cache-control", "no-store");
    if (!ok) reply.header("retry-after", "5");
    return reply.send({ ok, draining: context.draining, checks: results });
  });
}

async function run(context: Context, check: ReadyCheck) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${check.name} did not answer in ${patienceMs} ms`)), patienceMs);
  });
  try {
    const found = await Promise.race([check.check(), late]);
    return typeof found === "boolean" ? { name: check.name, ok: found } : { name: check.name, ok: true, ...found };
  } catch (error) {
    context.house.log.warn({ check: check.name, err: error }, "就绪检查没有通过");
    return { name: check.name, ok: false };
  } finally {
    clearTimeout(timer);
  }
}
