import type { House } from "../../kernel/house/index.ts";
import { departmentsByKey } from "../../organization/index.ts";

/** The short names of departments by key; a key the register does not have stands for itself. */
export async function departmentNames(
  house: Pick<House, "db">,
  keys: readonly string[],
): Promise<(key: string) => string> {
  const found = await departmentsByKey(house.db, [...new Set(keys)]);
  const names = new Map(found.map((one) => [String(one.key), one.shortName]));
  return (key) => names.get(key) ?? key;
}
