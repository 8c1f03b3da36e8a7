import Value from "typebox/value";
import { HallError } from "../kernel/errors/index.ts";
import { findingsOfChecks } from "./check-cross.ts";
import { findingsOfField } from "./check-field.ts";
import { type Condition, faultsOfCondition, holds, sampleFacts, varsOf } from "./condition.ts";
import { type Field, Form, fieldsOf } from "./definition.ts";
import { error, type Finding, twice, warning } from "./finding.ts";
import { knownFacts } from "./known-facts.ts";
import { neededBy } from "./settle.ts";

/**
 * Reads a form that came from outside (a catalogue file, a designer's page).
 *
 * @throws HallError `form/malformed` (invalid) naming the places that do not fit the schema; `form/unsound` (invalid) with
 *   the findings that are errors. What it returns can be run with any answers.
 */
export function parseForm(value: unknown): Form {
  if (!Value.Check(Form, value)) {
    const places = Value.Errors(Form, value).map((fault) => fault.instancePath || "/");
    throw new HallError("invalid", "form/malformed", "表单的格式不对", { places: [...new Set(places)] });
  }
  const findings = checkForm(value).filter((one) => one.level === "error");
  if (findings.length > 0) throw new HallError("invalid", "form/unsound", "表单有错误，不能使用", { findings });
  return value;
}

/** Everything that can be said about a form without an answer; it may be published when none of the findings is an error. */
export function checkForm(form: Form): Finding[] {
  const findings = [...findingsOfKeys(form), ...fieldsOf(form).flatMap(findingsOfField)];
  const conditions = findingsOfConditions(form);
  findings.push(...conditions, ...findingsOfChecks(form));
  // A condition that is no condition has no facts to follow.
  if (conditions.length > 0) return findings;
  const rings = findingsOfRings(form);
  return [...findings, ...rings, ...(rings.length > 0 ? [] : findingsOfOrder(form)), ...findingsOfNever(form)];
}

function findingsOfKeys(form: Form): Finding[] {
  const findings: Finding[] = [];
  const pages = form.pages.map((page) => page.key);
  for (const key of twice(pages)) findings.push(error("duplicate-page", key, `有两页的代号都是“${key}”`));
  const fields = fieldsOf(form);
  const keys = [...(form.given ?? []).map((fact) => fact.key), ...fields.map((field) => field.key)];
  for (const key of twice(keys)) findings.push(error("duplicate-key", key, `代号“${key}”用了两次`));
  for (const key of twice(fields.flatMap((field) => field.was ?? []))) {
    findings.push(error("duplicate-was", key, `有两项都说自己原来是“${key}”`));
  }
  for (const field of fields) {
    if (field.was !== undefined && field.was !== field.key && keys.includes(field.was)) {
      findings.push(
        error("was-still-here", field.key, `“${field.label}”说自己原来是“${field.was}”，可“${field.was}”还在`),
      );
    }
  }
  return findings;
}

interface Placed {
  condition: unknown;
  key: string;
  label: string;
}

function conditionsOf(form: Form): Placed[] {
  return [
    ...form.pages.flatMap((page) => [
      { condition: page.when, key: page.key, label: page.title },
      ...page.fields.flatMap(({ when, requiredWhen, key, label }) => [
        { condition: when, key, label },
        { condition: requiredWhen, key, label },
      ]),
    ]),
    ...(form.checks ?? []).flatMap((check) =>
      check.kind === "must" ? [{ condition: check.holds, key: check.field, label: check.message }] : [],
    ),
  ].filter((one) => one.condition !== undefined);
}

function findingsOfConditions(form: Form): Finding[] {
  const known = knownFacts(form);
  return conditionsOf(form).flatMap(({ condition, key, label }) =>
    faultsOfCondition(condition, known).map((fault) => error("condition", key, `“${label}”：${fault}`)),
  );
}

/** Questions that are shown only when themselves, or one another, are answered. */
function findingsOfRings(form: Form): Finding[] {
  const needs = new Map(
    form.pages.flatMap((page) => page.fields.map((field) => [field.key, neededBy({ field, page })])),
  );
  const inRing = (start: string): boolean => {
    const seen = new Set(needs.get(start) ?? []);
    for (const key of seen) for (const next of needs.get(key) ?? []) seen.add(next);
    return seen.has(start);
  };
  return fieldsOf(form)
    .filter((field) => inRing(field.key))
    .map((field) => error("ring", field.key, `“${field.label}”显示与否最后取决于它自己`));
}

/** Questions that depend on a later page: they would appear behind the person's back. */
function findingsOfOrder(form: Form): Finding[] {
  const pageOf = new Map(form.pages.flatMap((page, at) => page.fields.map((field) => [field.key, at] as const)));
  return form.pages.flatMap((page, at) =>
    page.fields
      .filter((field) => neededBy({ field, page }).some((key) => (pageOf.get(key) ?? at) > at))
      .map((field) => warning("looks-ahead", field.key, `“${field.label}”取决于后面一页的回答`)),
  );
}

/** Questions that no answers can ever bring up. */
function findingsOfNever(form: Form): Finding[] {
  const known = knownFacts(form);
  const never = (when: Condition | undefined): boolean => {
    if (!when || varsOf(when).length === 0) return false;
    const samples = sampleFacts([when], known);
    return samples !== undefined && !samples.some((facts) => holds(when, facts));
  };
  const dead = (key: string, label: string): Finding => warning("never-shown", key, `“${label}”永远不会出现`);
  return form.pages.flatMap((page) => [
    ...(never(page.when) ? [dead(page.key, page.title)] : []),
    ...page.fields.filter((field: Field) => never(field.when)).map((field) => dead(field.key, field.label)),
  ]);
}
