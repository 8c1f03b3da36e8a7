import type { Column, Field } from "./definition.ts";
import { isSimpleKind } from "./kinds/index.ts";

/** A question answered by one value. */
export type SimpleField = Extract<Field, { kind: Column["kind"] }>;
export type RowsField = Extract<Field, { kind: "rows" }>;
/** A question answered by several inputs that together are one thing: address, range of days, person. */
export type GroupField = Exclude<Field, SimpleField | RowsField>;

export function isSimple(field: Field): field is SimpleField {
  return isSimpleKind(field.kind);
}

export function isRows(field: Field): field is RowsField {
  return field.kind === "rows";
}

/** The inputs of a group, as columns: their keys stand behind the field's in a name (`place.division`). */
export function partsOf(field: GroupField): Column[] {
  switch (field.kind) {
    case "address":
      return [
        { kind: "division", key: "division", label: "所在地区", required: true, level: field.level },
        { kind: "text", key: "detail", label: "详细地址", required: true, maxLength: 100 },
      ];
    case "dateRange": {
      const { earliest, latest } = field;
      const bounds = { ...(earliest === undefined ? {} : { earliest }), ...(latest === undefined ? {} : { latest }) };
      return [
        { kind: "date", key: "from", label: "开始日期", required: true, ...bounds },
        { kind: "date", key: "to", label: "结束日期", required: true, ...bounds },
      ];
    }
    case "person":
      return [
        { kind: "text", key: "name", label: "姓名", required: true, maxLength: 50 },
        ...(field.idNumber ? [{ kind: "idNumber", key: "idNumber", label: "身份证号", required: true } as const] : []),
        ...(field.phone ? [{ kind: "phone", key: "phone", label: "联系电话", required: true } as const] : []),
      ];
  }
}

/** Rows of a table where the definition gives no number. */
export const USUAL_ROWS = 50;

/** Fewest and most rows of an answered table. */
export function rowLimits(field: RowsField): { least: number; most: number } {
  return { least: Math.max(field.least ?? 1, 1), most: field.most ?? USUAL_ROWS };
}
