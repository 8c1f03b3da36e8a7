/** What a form's author should know. An error keeps the form from being used; a warning is for a person to weigh. */
export interface Finding {
  /** Stable word; the README lists all of them. */
  code: string;
  level: "error" | "warning";
  /** Key of the page or the field concerned. */
  key: string;
  /** Short plain Chinese for the item's editor. */
  message: string;
}

export function error(code: string, key: string, message: string): Finding {
  return { code, level: "error", key, message };
}

export function warning(code: string, key: string, message: string): Finding {
  return { code, level: "warning", key, message };
}

/** The values that come more than once, each named once. */
export function twice(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
