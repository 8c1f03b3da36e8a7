import { scatter } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { GaugeDefinition } from "../kernel/http/index.ts";

/** For the watch: how many files wait for the scanner, where there is one. */
export function materialGauges(house: House): readonly GaugeDefinition[] {
  return [
    {
      name: "wangting_material_unscanned_files",
      help: "等着补查病毒的文件数；没有配置查杀时为 0",
      over: "max",
      async read() {
        if (!house.config.scanner) return 0;
        const { count } = await scatter(
          house.db
            .selectFrom("material.file")
            .select((file) => file.fn.countAll().as("count"))
            .where("scan_due_at", "is not", null),
          "a figure of the whole installation",
        ).executeTakeFirstOrThrow();
        return Number(count);
      },
    },
  ];
}
