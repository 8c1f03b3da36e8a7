import type { VNode } from "preact";
import type { ItemFinding, Situation } from "../../../catalogue/index.ts";
import type { Codes } from "../../../kernel/codes/index.ts";
import { type Control, Field, FieldError, Fold, Rows } from "../../../ui/index.ts";
import { BesideField } from "./findings-beside.tsx";
import { idOf, type RowsSpec, type Spec } from "./spec.ts";
import { rowsIn, type Typed, whenChoices } from "./typed.ts";

/** What every control of a section must know. */
export interface Shown {
  readonly typed: Typed;
  readonly faults: Readonly<Record<string, string>>;
  readonly codes: Codes;
  readonly situations: readonly Situation[];
  /** Of the field of the document. */
  readonly findings: readonly ItemFinding[];
}

/** One value of the item with its findings. */
export function SpecField(props: { spec: Spec; name: string; shown: Shown; bare?: boolean }): VNode {
  const { spec, name, shown } = props;
  if (spec.kind === "hidden") return <input type="hidden" name={name} value={oneOf(shown.typed[name])} />;
  const field = (
    <Field
      id={idOf(name)}
      name={name}
      label={spec.label}
      hint={spec.hint}
      error={shown.faults[name]}
      control={controlOf(spec, shown, name)}
    />
  );
  if (spec.kind === "codes" && shown.codes.values(spec.table).length > mostShown) {
    const chosen = listOf(shown.typed[name]).map((one) => shown.codes.label(spec.table, one));
    return (
      <div>
        <Fold title={`${spec.label}：${chosen.length > 0 ? chosen.join("、") : "没有选"}`}>{field}</Fold>
        <BesideField findings={shown.findings} />
      </div>
    );
  }
  if (props.bare || shown.findings.length === 0) return field;
  return (
    <div>
      {field}
      <BesideField findings={shown.findings} />
    </div>
  );
}

/** A list of the item: rows that are added and taken out. */
export function ListField(props: { spec: RowsSpec; shown: Shown }): VNode {
  const { spec, shown } = props;
  const count = rowsIn(shown.typed, spec.path);
  const error = shown.faults[spec.path];
  return (
    <div>
      <FieldError id={`${idOf(spec.path)}-error`} text={error} />
      <BesideField findings={shown.findings} />
      <Rows
        id={idOf(spec.path)}
        name={spec.path}
        label={`${spec.label}（${count} ${spec.unit}）`}
        {...(spec.hint && { hint: spec.hint })}
        unit={spec.unit}
        max={spec.most}
        rows={Array.from({ length: count }, (_, at) => <Row key={at} spec={spec} at={at} shown={shown} />)}
      />
    </div>
  );
}

function Row({ spec, at, shown }: { spec: RowsSpec; at: number; shown: Shown }): VNode {
  const name = (column: Spec) => `${spec.path}.${at}.${column.path}`;
  const fields = (columns: readonly Spec[]) =>
    columns.map((column) => <SpecField key={column.path} spec={column} name={name(column)} shown={shown} bare />);
  const more = spec.more ?? [];
  const faulty = more.some((column) => shown.faults[name(column)] !== undefined);
  return (
    <>
      {fields(spec.columns)}
      {more.length > 0 ? (
        <Fold title="更多" open={faulty}>
          <div class="row-fields">{fields(more)}</div>
        </Fold>
      ) : null}
    </>
  );
}

function controlOf(spec: Spec, { typed, codes, situations }: Shown, name: string): Control {
  const value = oneOf(typed[name]);
  switch (spec.kind) {
    case "long":
      return { kind: "long-text", value, rows: spec.rows ?? 4 };
    case "lines":
      return { kind: "long-text", value, rows: spec.rows ?? 3 };
    case "code":
      return { kind: "select", value, choices: [nothing, ...codeChoices(codes, spec.table, [value])] };
    case "codes": {
      const values = listOf(typed[name]);
      return { kind: "any-of", values, across: true, choices: codeChoices(codes, spec.table, values) };
    }
    case "one":
      return {
        kind: "select",
        value,
        choices: [
          nothing,
          ...spec.choices.map(([one, label]) => ({ value: one, label })),
          ...strange(spec.choices, value),
        ],
      };
    case "yesNo":
      return { kind: "select", value, choices: [nothing, { value: "yes", label: "是" }, { value: "no", label: "否" }] };
    case "when":
      return { kind: "select", value, choices: whenChoices(situations, value) };
    case "whole":
      return { kind: "text", value, inputmode: "numeric", width: "s", ...(spec.unit && { unit: spec.unit }) };
    case "yuan":
      return { kind: "text", value, inputmode: "decimal", width: "s" };
    case "text":
      return { kind: "text", value, ...(spec.width && { width: spec.width }) };
    case "rows":
    case "hidden":
      throw new RangeError(`${spec.path} is no control`);
  }
}

/** Longer lists of choices are folded in, with what is chosen said on the fold. */
const mostShown = 12;

const nothing = { value: "", label: "没有写" };

/** The values of a code table that are offered, and those that stand there though they are offered no more. */
function codeChoices(codes: Codes, table: string, chosen: readonly string[]) {
  const offered = codes.values(table).map(({ code, name }) => ({ value: code, label: name }));
  const retired = chosen.filter((one) => one !== "" && !offered.some(({ value }) => value === one));
  return [...offered, ...retired.map((value) => ({ value, label: `${codes.label(table, value)}（停用）` }))];
}

function strange(choices: readonly (readonly [string, string])[], value: string) {
  return value === "" || choices.some(([one]) => one === value) ? [] : [{ value, label: value }];
}

function oneOf(value: string | readonly string[] | undefined): string {
  return typeof value === "string" ? value : (value?.[0] ?? "");
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return typeof value === "string" ? [value] : (value ?? []);
}
