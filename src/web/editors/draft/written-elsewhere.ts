import type { ItemDocument } from "../../../catalogue/index.ts";
import type { Section } from "./spec.ts";
import { columnsOf } from "./typed.ts";

/** More controls than this do not travel in one form. */
const mostControls = 900;

/** Why a section of this document cannot be written in its tables, only as JSON; undefined when it can. */
export function writtenElsewhere(section: Section, document: ItemDocument): string | undefined {
  const { form } = document;
  if (section.key === "form" && typeof form === "object" && form !== null && !Array.isArray(form)) {
    return "这个事项用的是整份表单定义，有页、校验和条件，表格写不下。";
  }
  const controls = section.specs.reduce((sum, spec) => {
    if (spec.kind !== "rows") return sum + 1;
    const rows: unknown = document[spec.path as keyof ItemDocument];
    return sum + (Array.isArray(rows) ? rows.length : 0) * columnsOf(spec).length;
  }, 0);
  return controls > mostControls ? "这一部分太长，一页写不下。" : undefined;
}
