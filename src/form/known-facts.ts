import { factKindOf } from "./answers.ts";
import type { KnownFact } from "./condition.ts";
import { type Form, fieldsOf } from "./definition.ts";

/** What the conditions of a form may ask for: its given facts and its own answers. */
export function knownFacts(form: Form): KnownFact[] {
  const given = (form.given ?? []).map(({ key, kind, values }) => ({ key, kind, ...(values ? { values } : {}) }));
  const answers = fieldsOf(form).flatMap((field): KnownFact[] => {
    const kind = factKindOf(field);
    if (kind === undefined) return [];
    const listed =
      field.kind === "choice" || field.kind === "choices" ? field.options.map((one) => one.value) : undefined;
    return [{ key: field.key, kind, ...(listed ? { values: listed } : {}) }];
  });
  return [...given, ...answers];
}
