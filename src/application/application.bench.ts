import type { Bench, Measured } from "../../tools/bench/bench.ts";
import type { BenchContext } from "../../tools/bench/context.ts";
import { type Compared, compareSides } from "../../tools/bench/sides.ts";
import { acceptances, lists, listsAmong, progresses, submissions, type Work, withSides } from "./bench/work.fixture.ts";

/** The bars of the main job: each request of the hall against a bare Fastify handler that sends one statement for the same rows. */
export const benches: Bench[] = [
  ...pairOf("submit", "提交申请", 0.6, submissions),
  ...pairOf("accept", "受理", 0.5, acceptances),
  ...pairOf("list", "办事员的 20 条最新待办", 0.6, lists),
  ...pairOf("progress", "查进度", 0.6, progresses),
  {
    name: "application: list among ten times as many cases",
    title: "20 条最新待办：100 万件里 ÷ 10 万件里",
    limit: { atMost: 1.2 },
    async run(context): Promise<Measured> {
      const [small, large] = context.quick ? [2_000, 20_000] : [100_000, 1_000_000];
      const { few, many } = await listsAmong(context, small, large);
      return { value: many / few, detail: { [`ms among ${small}`]: few, [`ms among ${large}`]: many } };
    },
  },
];

/** Requests of a round. */
const perRound = 1_500;

/** Two lines of the report, answers a second and CPU per request, out of one measurement. */
function pairOf(what: string, title: string, atLeast: number, work: Work): Bench[] {
  let kept: Compared | undefined;
  const measured = async (context: BenchContext): Promise<Compared> => {
    kept ??= await withSides(context, async (sides) => {
      const { ours, theirs } = await work(context, sides);
      return await compareSides(context, ours, theirs, perRound);
    });
    return kept;
  };
  return [
    {
      name: `application: ${what}, answers a second against one bare statement`,
      title: `${title}：每秒应答 ÷ 一条手写语句的裸服务`,
      limit: { atLeast },
      run: async (context): Promise<Measured> => {
        const { rate, detail } = await measured(context);
        return { value: rate, detail };
      },
    },
    {
      name: `application: ${what}, CPU per request against one bare statement`,
      title: `${title}：每个请求的处理器时间 ÷ 裸服务`,
      limit: { atMost: 2 },
      run: async (context): Promise<Measured> => {
        const { cpu, detail } = await measured(context);
        return { value: cpu, detail };
      },
    },
  ];
}
