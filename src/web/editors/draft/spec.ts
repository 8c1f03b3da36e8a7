/** How one field of an item is written: a control, and how its words become a value. */
export type Spec = { readonly path: string; readonly label: string; readonly hint?: string } & Shape;

type Shape =
  | { readonly kind: "text"; readonly width?: "s" | "m" }
  | { readonly kind: "long"; readonly rows?: number }
  /** A list of texts, one a line. */
  | { readonly kind: "lines"; readonly rows?: number }
  | { readonly kind: "code"; readonly table: string }
  | { readonly kind: "codes"; readonly table: string }
  | { readonly kind: "one"; readonly choices: readonly (readonly [value: string, label: string])[] }
  | { readonly kind: "yesNo" }
  | { readonly kind: "whole"; readonly unit?: string }
  /** Yuan with two places, kept in fen. */
  | { readonly kind: "yuan" }
  /** The one yes/no situation on which a material hangs. */
  | { readonly kind: "when" }
  | { readonly kind: "hidden" }
  | {
      readonly kind: "rows";
      /** One row in words. */
      readonly unit: string;
      readonly columns: readonly Spec[];
      /** Columns seldom needed; folded in. */
      readonly more?: readonly Spec[];
      readonly most: number;
      /** The column that names a row: what the form does not show of the row is kept by it. */
      readonly keyed?: { readonly column: string; readonly prefix: string };
    };

/** A part of a draft: one page of its console. */
export interface Section {
  readonly key: string;
  readonly title: string;
  readonly note?: string;
  readonly specs: readonly Spec[];
}

export type RowsSpec = Extract<Spec, { kind: "rows" }>;

/** The field of the document that a spec writes. */
export function fieldOf(spec: Pick<Spec, "path">): string {
  return spec.path.split(".")[0] ?? spec.path;
}

/** The id of a control, from its name. */
export function idOf(name: string): string {
  return `f-${name.replaceAll(".", "-")}`;
}
