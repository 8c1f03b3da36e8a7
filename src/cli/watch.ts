import type { House } from "../kernel/house/index.ts";
import type { GaugeDefinition, ReadyCheck } from "../kernel/http/index.ts";
import { countDeliveries } from "../kernel/outbox/index.ts";

/** Older than this, something is stuck: a subscriber that is away for a moment must not take the hall off its balancer. */
const stuckSeconds = 24 * 3600;

/** What must be well before requests come: the database answers, and its messages move. */
export function kernelReadyChecks(house: House): readonly ReadyCheck[] {
  return [
    {
      name: "database",
      async check() {
        await house.db.selectFrom("kernel.migration").select("file").limit(1).execute();
        return true;
      },
    },
    {
      name: "outbox",
      async check() {
        const counts = await countDeliveries(house.db, house.clock.now());
        const oldest = Math.max(0, ...counts.map((each) => each.oldestSeconds));
        return oldest > stuckSeconds ? false : { oldestSeconds: Math.round(oldest) };
      },
    },
  ];
}

/** Figures of the outbox for the watch. */
export function kernelGauges(house: House): readonly GaugeDefinition[] {
  const figures = [
    ["waiting", "该发而还没发的消息", "waiting"],
    ["oldest_seconds", "最久一条等了多少秒", "oldestSeconds"],
    ["failing", "正在重试的消息", "failing"],
    ["dead", "停发的消息（死信）", "dead"],
  ] as const;
  return figures.map(([name, help, figure]) => ({
    name: `wangting_outbox_${name}`,
    help: `${help}，按订阅者`,
    over: "max",
    labels: ["subscriber"],
    async read() {
      const counts = await countDeliveries(house.db, house.clock.now());
      return counts.map((each) => ({ labels: { subscriber: each.subscriber }, value: each[figure] }));
    },
  }));
}
