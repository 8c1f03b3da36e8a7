import type { Item } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";

/** Says what type of power an item is: 行政许可, 公共服务. */
export function typeName({ codes }: Pick<House, "codes">): (item: Pick<Item, "taskType">) => string {
  return ({ taskType }) => (taskType === undefined ? "没有写类型" : codes.label("item_type", taskType));
}
