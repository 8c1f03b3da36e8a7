import { type Answer, answerOf, type Draft, isParts, isRowList, isValue, type Parts, partOf } from "./answers.ts";
import type { Context } from "./context.ts";
import { type Column, type Field, type Form, fieldsOf } from "./definition.ts";
import { belongsTo } from "./inputs.ts";
import { kindOf, type Value } from "./kinds/index.ts";
import { isRows, isSimple, partsOf } from "./parts.ts";
import { linesOf } from "./summary.ts";

/** What became of one answer, told to the person before they go on. Every answer of the old draft is in exactly one. */
export interface Change {
  /** kept and renamed: the answer stands. redo: its text stands in the new input and has to be put right. dropped: no longer asked. */
  kind: "kept" | "renamed" | "redo" | "dropped";
  /** Input name in the old form, in the new one (absent when dropped), and what the question was called. */
  from: string;
  to?: string;
  label: string;
  /** The answer in words. */
  text: string;
  /** Of a redo: what is to be done. */
  reason?: string;
}

/**
 * Carries a draft over to a changed form, field by field: a question is the same when its key is, or when the new one says
 * `was`. Nothing is silently lost: what no longer fits stays as text to redo, what is no longer asked is named.
 *
 * @returns the draft for the new form; changes in the order of the old form.
 */
export function carryOver(from: Form, to: Form, draft: Draft, context: Context): { draft: Draft; changes: Change[] } {
  const answers: Record<string, Answer> = {};
  const typed: Record<string, string | readonly string[]> = {};
  const changes: Change[] = [];
  const successors = fieldsOf(to);

  for (const old of fieldsOf(from)) {
    const next = successors.find((field) => (field.was ?? field.key) === old.key);
    const answer = answerOf(draft.answers, old.key);
    const left = Object.entries(draft.typed).filter(([name]) => belongsTo(name, old.key));
    if (!next || next.kind !== old.kind) giveUp(old, next, answer, left);
    else carry(old, next, answer, left);
  }
  return { draft: { answers, typed }, changes };

  /** The question is gone or is of another kind: its answers stay as text. */
  function giveUp(old: Field, next: Field | undefined, answer: Answer | undefined, left: [string, unknown][]): void {
    const texts = [
      ...(answer === undefined ? [] : linesOf(old, answer, context)),
      ...left.map(([, text]) => String(text)),
    ];
    const text = texts.join("；");
    if (text === "") return;
    if (next) typed[next.key] = text;
    const reason = "填写方式变了，请重新填写";
    note({
      from: old.key,
      label: old.label,
      text,
      ...(next ? { kind: "redo", to: next.key, reason } : { kind: "dropped" }),
    });
  }

  function carry(
    old: Field,
    next: Field,
    answer: Answer | undefined,
    left: [string, string | readonly string[]][],
  ): void {
    if (isSimple(old) && isSimple(next)) {
      const value = isValue(answer) ? keep(old, next, answer, old.key, next.key, "") : undefined;
      if (value !== undefined) answers[next.key] = value;
    } else if (isRows(old) && isRows(next)) {
      const rows = isRowList(answer) ? answer : [];
      const carried = rows.map((row, at) =>
        carryParts(
          old.columns,
          next.columns,
          row,
          `${old.key}.${at}`,
          `${next.key}.${at}`,
          `${old.label}（第 ${at + 1} ${old.unit}）`,
        ),
      );
      if (carried.length > 0) answers[next.key] = carried;
    } else if (!isSimple(old) && !isRows(old) && !isSimple(next) && !isRows(next) && isParts(answer)) {
      const parts = carryParts(partsOf(old), partsOf(next), answer, old.key, next.key, old.label);
      if (Object.keys(parts).length > 0) answers[next.key] = parts;
    }
    for (const [name, texts] of left) moveTyped(old, next, name, texts);
  }

  function carryParts(
    olds: readonly Column[],
    nexts: readonly Column[],
    parts: Parts,
    oldName: string,
    nextName: string,
    label: string,
  ): Parts {
    const carried: Record<string, Value> = {};
    for (const old of olds) {
      const value = partOf(parts, old.key);
      if (value === undefined) continue;
      const next = nexts.find((column) => (column.was ?? column.key) === old.key);
      const name = `${oldName}.${old.key}`;
      if (!next) {
        note({
          kind: "dropped",
          from: name,
          label: `${label}${old.label}`,
          text: kindOf(old).show(value, old, context),
        });
        continue;
      }
      const kept = keep(old, next, value, name, `${nextName}.${next.key}`, label);
      if (kept !== undefined) carried[next.key] = kept;
    }
    return carried;
  }

  /** The value when it stands in the new question; otherwise its text is left to redo. */
  function keep(old: Column, next: Column, value: Value, from: string, to: string, place: string): Value | undefined {
    const text = kindOf(old).show(value, old, context);
    const label = `${place}${old.label}`;
    if (old.kind !== next.kind) {
      typed[to] = text;
      note({ kind: "redo", from, to, label, text, reason: "填写方式变了，请重新填写" });
      return undefined;
    }
    const read = kindOf(next).read(value, next, context);
    if (read && "value" in read) {
      note({ kind: from === to ? "kept" : "renamed", from, to, label, text });
      return read.value;
    }
    typed[to] = kindOf(old).write(value, old);
    note({ kind: "redo", from, to, label, text, reason: read?.fault ?? "请重新填写" });
    return undefined;
  }

  /** What was typed and not read goes to the same input of the new question. */
  function moveTyped(old: Field, next: Field, name: string, texts: string | readonly string[]): void {
    const to = nameIn(old, next, name);
    const text = typeof texts === "string" ? texts : texts.join("、");
    if (to !== undefined) typed[to] = texts;
    const reason = "请重新填写";
    note({
      from: name,
      label: old.label,
      text,
      ...(to === undefined ? { kind: "dropped" } : { kind: "redo", to, reason }),
    });
  }

  function note(change: Change): void {
    changes.push(change);
  }
}

/** The name of an input in the new question; undefined when its part or column is gone. */
function nameIn(old: Field, next: Field, name: string): string | undefined {
  const below = name.slice(old.key.length + 1).split(".");
  const index = isRows(old) ? below.shift() : undefined;
  const [part, ...rest] = below;
  if (part === undefined || part === "") return index === undefined || index === "" ? next.key : undefined;
  if (isSimple(old) || isSimple(next)) return [next.key, part, ...rest].join(".");
  const columns = isRows(next) ? next.columns : partsOf(next);
  const column = columns.find((one) => (one.was ?? one.key) === part);
  return column && [next.key, ...(index === undefined ? [] : [index]), column.key, ...rest].join(".");
}
