import type { ModdleElement } from "bpmn-moddle";

/** A line out of an element: which outcome takes it, under which condition. */
export interface Way {
  id: string;
  to: string;
  name: string | undefined;
  /** The outcome named by our own files, or by the condition's text. */
  outcome: string | undefined;
  condition: string | undefined;
  language: string | undefined;
}

/** A property that holds text, `undefined` when it is missing or something else. */
export function word(element: ModdleElement, name: string): string | undefined {
  const value = element.get(name);
  return typeof value === "string" ? value : undefined;
}

/** A property that holds a list of elements. */
export function elementsOf(element: ModdleElement, name: string): ModdleElement[] {
  const value = element.get(name);
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/** A property that holds one element. */
export function elementOf(element: ModdleElement, name: string): ModdleElement | undefined {
  const value = element.get(name);
  return isElement(value) ? value : undefined;
}

/** Reads one sequence flow; `[]` when it leads nowhere. */
export function wayOf(line: ModdleElement, keyOf: (target: ModdleElement) => string): Way[] {
  const target = elementOf(line, "targetRef");
  if (!target) return [];
  const expression = elementOf(line, "conditionExpression");
  const condition = expression && word(expression, "body");
  return [
    {
      id: word(line, "id") ?? "",
      to: keyOf(target),
      name: word(line, "name"),
      outcome: word(line, "wangting:way"),
      condition,
      language: expression && word(expression, "language"),
    },
  ];
}

/** The working days of an event's timer: an ISO 8601 duration of whole days; `undefined` for anything else. */
export function workdaysOf(event: ModdleElement): number | undefined {
  const [definition, ...others] = elementsOf(event, "eventDefinitions");
  if (!definition || others.length > 0 || definition.$type !== "bpmn:TimerEventDefinition") return undefined;
  const duration = elementOf(definition, "timeDuration");
  return duration ? daysOf(word(duration, "body")) : undefined;
}

/** `P5D` → 5. */
export function daysOf(duration: string | undefined): number | undefined {
  const digits = duration?.trim().match(/^P(\d{1,3})D$/)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === "object" && value !== null && "$type" in value && "get" in value;
}
