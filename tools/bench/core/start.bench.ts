import { join } from "node:path";
import { freePort } from "../../../src/kernel/testing/index.ts";
import { type Bench, median } from "../bench.ts";
import type { BenchContext } from "../context.ts";
import type { Served } from "../serve.ts";

/** How long the hall takes from nothing, and after that, until it first answers. */
export const benches: Bench[] = [
  {
    name: "start: with an empty data folder",
    title: "首次启动（建库、迁移）到第一个应答",
    unit: "s",
    // No bar is set for it: the limit only notices when it goes wrong.
    limit: { atMost: 30 },
    async run(context) {
      const hall = await startHall(context, join(context.folder(), "data"));
      return { value: hall.startedIn / 1000, detail: { MB: hall.rss() } };
    },
  },
  {
    name: "start: second",
    title: "再次启动到第一个应答",
    unit: "s",
    limit: { atMost: 2 },
    async run(context) {
      const data = join(context.folder(), "data");
      await (await startHall(context, data)).stop();
      const times: number[] = [];
      for (let round = 0; round < (context.quick ? 1 : 5); round += 1) {
        const hall = await startHall(context, data);
        times.push(hall.startedIn / 1000);
        await hall.stop();
      }
      return { value: median(times), detail: { slowest: Math.max(...times), fastest: Math.min(...times) } };
    },
  },
  {
    name: "memory: resident after load",
    title: "负载之后每个 Node 进程的常驻内存",
    unit: "MB",
    limit: { atMost: 150 },
    async run(context) {
      const hall = await startHall(context, join(context.folder(), "data"));
      const before = hall.rss();
      const seconds = context.quick ? 2 : 15;
      const home = await context.load({ url: `${hall.url}/`, seconds });
      const health = await context.load({ url: `${hall.url}/readyz`, seconds });
      const detail = { before, "home/s": home.perSecond, "ready/s": health.perSecond, failures: home.failures };
      return { value: hall.rss(), detail };
    },
  },
];

/** Starts the built hall on a data folder of its own, with its embedded database. */
async function startHall(context: BenchContext, data: string): Promise<Served> {
  return context.serve({
    args: [join(context.root, "dist/wangting.js"), "start"],
    env: {
      WANGTING_DATA: data,
      METRICS_PORT: String(await freePort()),
      DATABASE_URL: undefined,
      WORKERS: "1",
      LOG_LEVEL: "warn",
      // As the front door and the npm scripts start it.
      MALLOC_ARENA_MAX: "2",
    },
  });
}
