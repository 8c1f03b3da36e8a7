import { isDay } from "../kernel/calendar/index.ts";
import type { Column, Field } from "./definition.ts";
import { error, type Finding, twice } from "./finding.ts";
import { isSimple, rowLimits } from "./parts.ts";

/** What is wrong with one field by itself. */
export function findingsOfField(field: Field): Finding[] {
  // Answers are plain objects: names that every object has would be found where nothing was answered.
  const reserved = field.key in {} ? [error("reserved-key", field.key, `“${field.key}”不能作代号`)] : [];
  if (isSimple(field)) return [...reserved, ...findingsOfSimple(field, field.key)];
  if (field.kind === "dateRange") return [...reserved, ...findingsOfDays(field, field.key, field.label)];
  if (field.kind !== "rows") return reserved;
  const { least, most } = rowLimits(field);
  return [
    ...reserved,
    ...(least > most ? [error("bounds", field.key, `“${field.label}”至少的行数比至多的还多`)] : []),
    ...twice(field.columns.map((column) => column.key)).map((key) =>
      error("duplicate-column", field.key, `“${field.label}”有两列的代号都是“${key}”`),
    ),
    ...twice(field.columns.flatMap((column) => column.was ?? [])).map((key) =>
      error("duplicate-was", field.key, `“${field.label}”有两列都说自己原来是“${key}”`),
    ),
    ...field.columns
      .filter((column) => column.was !== undefined && column.was !== column.key)
      .filter((column) => field.columns.some((one) => one.key === column.was))
      .map((column) => error("was-still-here", field.key, `“${column.label}”原来的列“${column.was}”还在`)),
    ...field.columns.flatMap((column) => [
      ...(column.key in {} ? [error("reserved-key", field.key, `“${column.key}”不能作代号`)] : []),
      ...findingsOfSimple(column, field.key),
    ]),
  ];
}

function findingsOfSimple(asked: Column, key: string): Finding[] {
  const { label } = asked;
  switch (asked.kind) {
    case "choice":
    case "choices": {
      const values = asked.options.map((one) => one.value);
      const labels = asked.options.map((one) => one.label);
      const findings = twice(values).map((value) =>
        error("duplicate-option", key, `“${label}”有两项的值都是“${value}”`),
      );
      for (const one of twice(labels)) findings.push(error("duplicate-option", key, `“${label}”有两项都写着“${one}”`));
      for (const value of values.filter((one) => one !== one.trim())) {
        findings.push(error("blank-option", key, `“${label}”的选项“${value}”前后有空格`));
      }
      if (values.length === 0) findings.push(error("no-options", key, `“${label}”没有可选的项`));
      if (asked.kind === "choices" && (tooNarrow(asked) || (asked.least ?? 0) > values.length)) {
        findings.push(bounds(key, label));
      }
      return findings;
    }
    case "text":
    case "longText":
      return tooNarrow({ least: asked.minLength, most: asked.maxLength ?? (asked.kind === "text" ? 100 : 2000) })
        ? [bounds(key, label)]
        : [];
    case "money":
    case "integer":
    case "number":
      return tooNarrow(asked) ? [bounds(key, label)] : [];
    case "date":
      return findingsOfDays(asked, key, label);
    default:
      return [];
  }
}

function tooNarrow({ least, most }: { least?: number | undefined; most?: number | undefined }): boolean {
  return least !== undefined && most !== undefined && least > most;
}

function bounds(key: string, label: string): Finding {
  return error("bounds", key, `“${label}”的下限比上限还大，没有能填的`);
}

function findingsOfDays(asked: { earliest?: string; latest?: string }, key: string, label: string): Finding[] {
  const days = [asked.earliest, asked.latest].filter((one) => one !== undefined && one !== "today");
  const wrong = days.find((day) => day !== undefined && !isDay(day));
  if (wrong !== undefined) return [error("no-such-day", key, `“${label}”里没有“${wrong}”这一天`)];
  const [earliest = "", latest = ""] = days;
  return days.length === 2 && earliest > latest ? [bounds(key, label)] : [];
}
