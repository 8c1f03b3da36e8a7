import { join } from "node:path";
import type { Bench } from "../bench.ts";
import { bundled } from "../bundled.ts";

/** What the hall adds to one durable statement: parsing, checking, guarding, logging, counting. */
export const benches: Bench[] = [
  {
    name: "transaction: through HTTP against bare pg",
    title: "一个事务：经网厅接口 ÷ 裸 Fastify 加裸 pg",
    // No bar is set for it. Measured: 0.73, and 0.46 on a busy machine in short rounds; the limit notices when the hall weighs more.
    limit: { atLeast: 0.4 },
    async run(context) {
      const script = join(import.meta.dirname, "transaction-server.fixture.ts");
      const server = await context.serve({
        args: [await bundled(script)],
        env: { DATABASE_URL: await context.database() },
        path: "/api/bare",
      });
      const { url: bare } = (await (await fetch(`${server.url}/api/bare`)).json()) as { url: string };
      const cost = new Map<string, number>();
      const perSecond = async (url: string): Promise<number> => {
        const before = server.cpu();
        const headers = { "content-type": "application/json" };
        const result = await context.load({ url, method: "POST", headers, body: `{"note":"来自压测"}` });
        if (result.failures > 0) throw new Error(`${result.failures} of ${result.requests} requests failed at ${url}`);
        cost.set(url, (1000 * (server.cpu() - before)) / result.requests);
        return result.perSecond;
      };
      const hall = `${server.url}/api/sent`;
      const [ours = 0, theirs = 0] = await context.inTurns([() => perSecond(hall), () => perSecond(bare)]);
      const detail = {
        "hall/s": ours,
        "bare/s": theirs,
        "hall µs CPU": cost.get(hall) ?? 0,
        "bare µs CPU": cost.get(bare) ?? 0,
      };
      return { value: ours / theirs, detail };
    },
  },
];
