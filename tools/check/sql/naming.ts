import type { Finding } from "../finding.ts";
import type { Catalogue, CatalogueColumn } from "./catalogue.ts";

const snakeCase = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const instantName = /(^|_)(at|until|since)$/;
const dayName = /(^day|_on|_day)$/;
const wholeNumbers = ["smallint", "integer", "bigint"];

/** Names that say the unit, and types that hold it: `_at` an instant, `_on` a day, `_fen` money, `_workdays` a count. */
export function namingFaults({ tables, columns, indexes, constraints }: Catalogue): Finding[] {
  const findings: Finding[] = [];
  const add = (table: string, message: string, mend: string): void =>
    void findings.push({ file: table, line: 0, message, mend });
  for (const { name } of tables) {
    if (!name.split(".").every((part) => snakeCase.test(part))) add(name, "is not snake_case", "rename the table");
  }
  for (const { table, name } of [...columns, ...indexes, ...constraints]) {
    if (!snakeCase.test(name)) add(table, `${name} is not snake_case`, "rename it");
  }
  for (const column of columns) {
    const fault = columnFault(column);
    if (fault) add(column.table, `${column.name} is ${column.type}`, fault);
  }
  return findings;
}

function columnFault({ name, type }: CatalogueColumn): string | undefined {
  if (/^time(stamp)?( without|\(|$)|^time with/.test(type))
    return "an instant is timestamptz, a time of day is text or minutes";
  if (/^timestamp/.test(type) !== instantName.test(name))
    return "timestamptz and only it is named …_at, …_until or …_since";
  if ((type === "date") !== dayName.test(name)) return "date and only it is named …_on (or day)";
  if (/_fen$/.test(name) && !wholeNumbers.includes(type)) return "money is whole fen: bigint or integer";
  if (/_workdays$/.test(name) && !wholeNumbers.includes(type)) return "a number of days is an integer";
  if (type === "money" || type === "json") return type === "json" ? "use jsonb" : "use bigint named …_fen";
  if (/^character/.test(type)) return "use text with a named check of its length";
  return undefined;
}
