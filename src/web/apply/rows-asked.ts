import type { Field } from "../../form/index.ts";

type Typed = Readonly<Record<string, string | readonly string[]>>;

/** What a button inside a form asked for instead of saving and going on. */
export type RowsAsked =
  | { readonly kind: "add"; readonly field: string; readonly count: number }
  | { readonly kind: "remove"; readonly field: string; readonly form: Typed };

/** Reads 添加一行 and 删除: the number of rows to show next, or the form without the row. Buttons of rows that are not on the page count for nothing. */
export function rowsAsked(form: Typed, fields: readonly Field[]): RowsAsked | undefined {
  const tables = fields.filter(({ kind }) => kind === "rows").map(({ key }) => key);
  if (typeof form.add === "string" && tables.includes(form.add)) {
    return { kind: "add", field: form.add, count: rowsOf(form, form.add) + 1 };
  }
  if (typeof form.remove !== "string") return undefined;
  const [field = "", index = ""] = form.remove.split(".");
  if (!tables.includes(field) || !/^\d{1,3}$/.test(index)) return undefined;
  const row = `${field}.${index}.`;
  return {
    kind: "remove",
    field,
    form: Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith(row))),
  };
}

function rowsOf(form: Typed, field: string): number {
  const indices = Object.keys(form).flatMap((name) => {
    const found = name.startsWith(`${field}.`) ? /^\d{1,3}/.exec(name.slice(field.length + 1)) : null;
    return found ? [Number(found[0])] : [];
  });
  return indices.length === 0 ? 0 : Math.max(...indices) + 1;
}
