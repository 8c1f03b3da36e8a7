import { compileForm } from "../../../application/index.ts";
import { parseDocument } from "../../../catalogue/index.ts";
import { parseForm } from "../../../form/index.ts";

type Row = Readonly<Record<string, unknown>>;

/** The questions of a form as its table gives them: what is not said to be required is not. @returns faults by control. */
export function checkFormRows(form: unknown): { form: unknown; faults: Readonly<Record<string, string>> } {
  if (!Array.isArray(form)) return { form, faults: {} };
  const faults: Record<string, string> = {};
  const seen = new Set<string>();
  const rows = (form as readonly Row[]).map((row, at) => {
    const name = (column: string) => `form.${at}.${column}`;
    const { key, label, type } = row;
    if (typeof key !== "string" || !/^[a-z][A-Za-z0-9_]{0,39}$/.test(key)) {
      faults[name("key")] = "代号用小写字母开头的字母和数字，不超过 40 个";
    } else if (seen.size === seen.add(key).size) faults[name("key")] = `代号“${key}”用了两次`;
    if (label === undefined) faults[name("label")] = "请填名称";
    if (type === undefined) faults[name("type")] = "请选类型";
    const choosing = type === "select" || type === "multiselect";
    if (choosing && row.options === undefined) faults[name("options")] = "请写选项，一行一个";
    if (type === "table" && row.columns === undefined) faults[name("columns")] = "请写列名，一行一个";
    return { ...row, required: row.required === true };
  });
  return { form: rows, faults };
}

/**
 * A form that cannot be run is told while it is written, not when the first citizen opens it.
 *
 * @throws HallError of the form room; `catalogue/bad-document`.
 */
export function refuseForm(content: unknown): void {
  const document = parseDocument(content);
  if (document.form !== undefined) parseForm(compileForm(document).form);
}
