/** One choice of a list. */
export interface Choice {
  value: string;
  label: string;
  hint?: string;
  disabled?: boolean;
}

/** A file the hall already holds for this question. */
export interface HeldFile {
  name: string;
  /** e.g. 1.2 MB，11月9日 20:41 上传 */
  note: string;
  href: string;
  /** Value of the button that takes it out again. */
  removeValue?: string;
}

/** What a person fills in. Values are texts exactly as typed, so that a refused answer comes back as it was. */
export type Control =
  | TextControl
  | { kind: "money"; value?: string | undefined }
  | { kind: "long-text"; value?: string | undefined; maxLength?: number; rows?: number }
  | { kind: "select"; choices: readonly Choice[]; value?: string | undefined; width?: Width }
  | { kind: "one-of"; choices: readonly Choice[]; value?: string | undefined; across?: boolean }
  | { kind: "any-of"; choices: readonly Choice[]; values: readonly string[]; across?: boolean }
  | { kind: "day"; value?: string | undefined; min?: string; max?: string }
  | { kind: "day-parts"; year?: string | undefined; month?: string | undefined; day?: string | undefined }
  | FileControl
  | AddressControl
  | { kind: "declaration"; text: string; checked?: boolean }
  | { kind: "locked"; value: string };

/** One line of text. `unit` stands behind the box; a number is a text with `inputmode`. */
export interface TextControl {
  kind: "text";
  value?: string | undefined;
  type?: "text" | "tel" | "email" | "password";
  inputmode?: "text" | "numeric" | "decimal" | "tel" | "email";
  /** The browser's own filling, e.g. tel, name, street-address (WCAG 1.3.5). */
  autocomplete?: string;
  width?: Width;
  unit?: string;
  maxLength?: number;
  disabled?: boolean;
}

/** Files. `held` are those the hall has already. */
export interface FileControl {
  kind: "file";
  accept?: string;
  /** For people: types and size. */
  limit: string;
  held?: readonly HeldFile[];
  multiple?: boolean;
  /**
   * Where the island sends files at once, in pieces, with progress (tus; `uploadRoutes` of material), and how many bytes one may have.
   * Without script the file travels with the form as ever.
   */
  upload?: { href: string; mostBytes: number };
}

/** A division chosen and the rest written: names are `name.division` and `name.detail`. */
export interface AddressControl {
  kind: "address";
  divisions: readonly Choice[];
  division?: string | undefined;
  detail?: string | undefined;
}

/** Sized to the answer: `s` a number, `m` a name or a phone, otherwise the whole column. */
export type Width = "s" | "m" | "full";

/** Controls made of several inputs stand in a fieldset; its legend is the label. */
export function isGroup(control: Control): boolean {
  return (
    control.kind === "one-of" || control.kind === "any-of" || control.kind === "day-parts" || control.kind === "address"
  );
}
