import type { VNode } from "preact";
import type { Moved, TaskView } from "../../../application/index.ts";
import type { HallCode } from "../../../kernel/codes/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import type { PageCall } from "../../../kernel/http/index.ts";
import type { Id } from "../../../kernel/ids/index.ts";
import type { Choice, Fault } from "../../../ui/index.ts";
import type { DeskCase } from "../case/load.ts";
import type { Officer } from "../officer.ts";

/** What an officer sees when he decides what to do. */
export interface ActScene {
  readonly house: House;
  readonly officer: Officer;
  readonly desk: DeskCase;
}

/** The fields of a form as they were typed. */
export type Typed = PageCall["form"];

/** One question of an act's form. */
export interface ActQuestion {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly optional?: boolean;
  readonly kind: "long" | "text" | "number" | "choice" | "choose";
  readonly unit?: string;
  readonly choices?: readonly Choice[];
  /** What stands in it before anything is typed. */
  readonly value?: string | undefined;
}

/** Which case, what was seen of it, which task. */
export interface ActPlace {
  readonly hall: HallCode;
  readonly application: Id;
  readonly seen: string;
  readonly token: number | undefined;
}

/** One thing an officer can do with a case: when it is offered, what it asks, which act of the case it runs. */
export interface DeskAct {
  /** Last part of its address. */
  readonly key: string;
  /** On its button. */
  readonly label: string;
  /** Above its form. */
  readonly title: string;
  readonly lead?: string;
  /** Said when it is done. */
  readonly done: string;
  /** Cannot be taken back. */
  readonly stops?: true;
  /** Goes with the officer's ticks of the checklist (审查要点). */
  readonly checks?: true;
  /** Done by one press, without a page of its own. */
  readonly atOnce?: true;
  /** Whether rights and the state of the case allow it now. The act itself asks again. */
  isOffered(scene: ActScene): boolean;
  questions(scene: ActScene): readonly ActQuestion[];
  /** Further inputs, where single questions do not do. */
  view?(scene: ActScene, typed: Typed, fields: Readonly<Record<string, string>>): VNode;
  /** What is wrong in `view`, for the summary. */
  faults?(scene: ActScene, fields: Readonly<Record<string, string>>): Fault[];
  run(house: House, officer: Officer, place: ActPlace, form: Typed): Promise<Moved>;
}

/** The task one works at, when it is his and of one of these acts. */
export function ownTask({ desk }: ActScene, ...acts: readonly TaskView["act"][]): TaskView | undefined {
  const { task } = desk;
  return task?.mine && acts.includes(task.act) ? task : undefined;
}

/** A text of a form; undefined when there is none. */
export function textOf(form: Typed, name: string): string | undefined {
  const given = form[name];
  return typeof given === "string" ? given : undefined;
}

/** The number of a task; -1, which no task has, where it is missing. */
export function tokenOf({ token }: ActPlace): number {
  return token ?? -1;
}

/** Something that has to be said and was not. */
export function missing(field: string, message: string): HallError {
  return new HallError("invalid", "web/answer-missing", message, { fields: { [field]: message } });
}

/** One of the choices of a question. @throws HallError `web/answer-missing` (invalid). */
export function choose<const Value extends string>(
  text: string | undefined,
  field: string,
  values: readonly Value[],
): Value {
  const found = values.find((value) => value === text);
  if (found === undefined) throw missing(field, "请选择一项");
  return found;
}

/** A whole number that was typed; undefined for nothing. @throws HallError `web/answer-missing` (invalid). */
export function numberOf(form: Typed, field: string): number | undefined {
  const text = textOf(form, field)?.trim() ?? "";
  if (text === "") return undefined;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw missing(field, "填一个整数");
}
