import type { VNode } from "preact";
import type { OpenedDraft } from "../../application/index.ts";
import {
  type Question as Asked,
  type Column,
  type Context,
  type Fault,
  linesOf,
  partsOf,
  type Field as Question,
  sayFault,
  type WrittenInputs,
} from "../../form/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Choice, type Control, Field, type HeldFile, Rows } from "../../ui/index.ts";
import { idOf } from "./question-ids.ts";

/** Whose answers are filled in: a draft, or a case that is put right. */
export interface SheetDesk {
  readonly call: { readonly house: House };
  readonly context: Context;
  readonly opened: Pick<OpenedDraft, "id" | "hall" | "draft">;
  /** Address of a file given; absent: that of the draft's. */
  readonly hrefOf?: (file: string) => string;
}

/** What the questions of a page are shown with. */
export interface Sheet {
  readonly desk: SheetDesk;
  readonly title: string;
  /** What stands in each input, exactly as typed. */
  readonly inputs: WrittenInputs;
  readonly faults: readonly Fault[];
  /** Places to choose from, by the level asked. */
  readonly places: Readonly<Record<string, readonly Choice[]>>;
  /** Times to choose from. */
  readonly slots: readonly Choice[];
  /** Files already given, by question. */
  readonly held: Readonly<Record<string, readonly HeldFile[]>>;
  /** What a file may be, in words and for the input. */
  readonly fileRules: { readonly limit: string; readonly accept: string };
  /** Blank rows wanted besides the filled ones. */
  readonly blankRows: Readonly<Record<string, number>>;
}

/** One question of a form, whatever its kind. */
export function QuestionView({ sheet, asked }: { sheet: Sheet; asked: Asked }): VNode {
  const { field } = asked;
  const { context, opened } = sheet.desk;
  const offered = context.prefilled?.[field.key];
  if (offered?.locked) {
    const value = linesOf(field, offered.answer, context).join("；");
    return (
      <Field
        id={idOf(field.key)}
        name={field.key}
        label={field.label}
        hint={field.hint}
        source={offered.source}
        control={{ kind: "locked", value }}
      />
    );
  }
  if (field.kind === "rows") return <RowsView sheet={sheet} field={field} />;
  const same = offered && JSON.stringify(offered.answer) === JSON.stringify(opened.draft.answers[field.key]);
  const source = same ? offered.source : undefined;
  const about = { label: field.label, hint: field.hint, optional: !asked.required, source };
  if (field.kind === "address") return <AddressView sheet={sheet} field={field} about={about} />;
  if (field.kind === "dateRange" || field.kind === "person") {
    return (
      <div class="stack-l" id={idOf(field.key)}>
        {partsOf(field).map((part) => (
          <ColumnView
            key={part.key}
            sheet={sheet}
            column={part}
            name={`${field.key}.${part.key}`}
            about={{ label: `${field.label}${part.label}`, hint: part.hint, optional: !asked.required }}
          />
        ))}
      </div>
    );
  }
  return <ColumnView sheet={sheet} column={field} name={field.key} about={about} />;
}

type About = { label: string; hint?: string | undefined; optional?: boolean; source?: string | undefined };

function ColumnView(props: { sheet: Sheet; column: Column; name: string; about?: About }): VNode {
  const { sheet, column, name } = props;
  const about = props.about ?? { label: column.label, hint: column.hint, optional: !column.required };
  const hint = about.hint ?? usualHint(column);
  return (
    <Field
      {...about}
      hint={hint}
      id={idOf(name)}
      name={name}
      error={errorAt(sheet, name)}
      control={controlOf(sheet, column, name)}
    />
  );
}

function AddressView(props: { sheet: Sheet; field: Extract<Question, { kind: "address" }>; about: About }): VNode {
  const { sheet, field, about } = props;
  const division = textAt(sheet, `${field.key}.division`);
  const places = sheet.places[field.level] ?? [];
  const known = division === undefined || places.some(({ value }) => value === division);
  const name = division === undefined ? undefined : sheet.desk.context.divisionName?.(division);
  const outside = known || name === undefined ? [] : [{ value: division ?? "", label: name }];
  const errors = ["", ".division", ".detail"].flatMap((below) => errorAt(sheet, field.key + below) ?? []);
  return (
    <Field
      {...about}
      id={idOf(field.key)}
      name={field.key}
      error={errors.length > 0 ? errors.join("；") : undefined}
      control={{
        kind: "address",
        divisions: [...outside, ...places],
        division: known || name !== undefined ? division : undefined,
        detail: textAt(sheet, `${field.key}.detail`),
      }}
    />
  );
}

function RowsView({ sheet, field }: { sheet: Sheet; field: Extract<Question, { kind: "rows" }> }): VNode {
  const indices = Object.keys(sheet.inputs).flatMap((name) => {
    const found = name.startsWith(`${field.key}.`) ? /^\d+/.exec(name.slice(field.key.length + 1)) : null;
    return found ? [Number(found[0])] : [];
  });
  const filled = indices.length === 0 ? 0 : Math.max(...indices) + 1;
  const most = field.most ?? 50;
  const count = Math.min(most, Math.max(filled, sheet.blankRows[field.key] ?? 0, field.least ?? 1, 1));
  const error = errorAt(sheet, field.key);
  // A table with a page of its own has its name in the title already.
  const isAlone = sheet.title === field.label;
  return (
    <div class={error ? "field has-error" : "field"}>
      {error ? (
        <p class="error-text">
          <span class="sr">错误：</span>
          {error}
        </p>
      ) : null}
      <Rows
        id={idOf(field.key)}
        name={field.key}
        label={isAlone ? "逐条填写" : field.label}
        {...(field.hint === undefined ? {} : { hint: field.hint })}
        unit={field.unit}
        max={most}
        rows={Array.from({ length: count }, (_, at) => (
          <>
            {field.columns.map((column) => (
              <ColumnView key={column.key} sheet={sheet} column={column} name={`${field.key}.${at}.${column.key}`} />
            ))}
          </>
        ))}
      />
    </div>
  );
}

function errorAt({ faults }: Sheet, name: string): string | undefined {
  const fault = faults.find((one) => one.name === name);
  return fault && sayFault(fault);
}

function textAt({ inputs }: Sheet, name: string): string | undefined {
  const found = inputs[name];
  const text = typeof found === "string" ? found : found?.join("、");
  return text === "" ? undefined : text;
}

/** Said where the definition says nothing and the input alone does not show how to write it. */
function usualHint(column: Column): string | undefined {
  if (column.kind === "month") return "例如 2026-11";
  if (column.kind === "idNumber") return "18 位，末位是 X 的填 X";
  return undefined;
}

const mostRadios = 7;

function controlOf(sheet: Sheet, column: Column, name: string): Control {
  const value = textAt(sheet, name);
  switch (column.kind) {
    case "text":
      return { kind: "text", value, width: (column.maxLength ?? 100) > 20 ? "full" : "m" };
    case "longText":
      return { kind: "long-text", value, ...(column.maxLength === undefined ? {} : { maxLength: column.maxLength }) };
    case "idNumber":
    case "uscc":
      return { kind: "text", value, width: "m" };
    case "phone":
      return { kind: "text", type: "tel", inputmode: "tel", autocomplete: "tel", value, width: "m" };
    case "bankCard":
      return { kind: "text", inputmode: "numeric", value, width: "m" };
    case "money":
      return { kind: "text", inputmode: "decimal", value, width: "s", unit: column.unit === "wan" ? "万元" : "元" };
    case "integer":
      return { kind: "text", inputmode: "numeric", value, width: "s", ...unitOf(column) };
    case "number":
      return { kind: "text", inputmode: "decimal", value, width: "s", ...unitOf(column) };
    case "date":
      // A picker cannot hold what was typed elsewhere and is no day: then it stays as text, so that nothing is lost.
      if (value !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return { kind: "text", value, width: "m" };
      return { kind: "day", value };
    case "month":
      return { kind: "text", value, width: "s" };
    case "slot":
      return choose(sheet.slots, value, column.required);
    case "division":
      return choose(sheet.places[column.level] ?? [], value, column.required);
    case "yesNo":
      return { kind: "one-of", value, across: true, choices: [yes, no] };
    case "choice":
      if (column.options.length > mostRadios) return choose(column.options, value, column.required);
      return { kind: "one-of", value, choices: column.options };
    case "choices": {
      const given = sheet.inputs[name];
      const values = typeof given === "string" ? [given] : (given ?? []);
      return { kind: "any-of", values, choices: column.options, across: column.options.length > 5 };
    }
    case "declaration":
      return { kind: "declaration", text: column.statement, checked: value !== undefined };
    case "file":
      return { kind: "file", ...sheet.fileRules, held: sheet.held[name] ?? [], multiple: column.most > 1 };
  }
}

const yes = { value: "true", label: "是" };
const no = { value: "false", label: "否" };

function unitOf({ unit }: { unit?: string }): { unit?: string } {
  return unit === undefined ? {} : { unit };
}

/** A list: what is none of it counts as not chosen; an optional one can be left again. */
function choose(choices: readonly Choice[], value: string | undefined, required: boolean): Control {
  const known = choices.some((one) => one.value === value) ? value : undefined;
  const none = required || known === undefined ? [] : [{ value: "", label: "不选" }];
  return { kind: "select", width: "full", value: known, choices: [...none, ...choices] };
}
