import { HallError } from "../kernel/errors/index.ts";
import type { MessageWay } from "../kernel/outbox/index.ts";
import { type Template, templates } from "./templates.ts";

/** A text ready to be sent. */
export interface FilledText {
  /** Of a mail; a text message has none. */
  readonly subject: string;
  /** With the hall's name in front: 【潮州市网上办事大厅】… */
  readonly text: string;
}

/** Longest value a blank takes: it holds a code, a day or the end of a number, never a story. */
const longestFact = 40;

/**
 * Finds the template of a wanted message.
 *
 * @throws HallError `notification/no-template` (invalid): the template is not there, or not for this way.
 */
export function templateOf(name: string, way: MessageWay): Template {
  const found = Object.hasOwn(templates, name) ? templates[name] : undefined;
  if (found?.ways.includes(way)) return found;
  throw new HallError("invalid", "notification/no-template", "没有这个消息模板", { template: name, way });
}

/**
 * Fills the blanks of a template.
 *
 * @param hallName stands as the signature in front.
 * @throws HallError `notification/blank-left` (invalid) naming the facts that are missing or too long, never their values.
 */
export function fillTemplate(
  template: Template,
  facts: Readonly<Record<string, string>>,
  hallName: string,
): FilledText {
  const wrong = new Set<string>();
  const text = template.text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(facts, name) ? (facts[name] ?? "") : "";
    if (value === "" || value.length > longestFact || !isPlain(value)) wrong.add(name);
    return value;
  });
  if (wrong.size === 0) return { subject: `【${hallName}】${template.subject ?? ""}`, text: `【${hallName}】${text}` };
  throw new HallError("invalid", "notification/blank-left", "消息模板缺少内容，没有发出", { fields: [...wrong] });
}

/** A value with a second signature or a line break would be another message under our name. */
function isPlain(value: string): boolean {
  return !/[【】\p{C}]/u.test(value);
}
