/**
 * Conditions (条件表达式): a small strict subset of JSON Logic, the one evaluator of the house. Forms use it to show, require
 * and shorten, flows to choose a way. It is our own because the published evaluators convert types silently ("1" == 1, an
 * unknown operator throws in the middle of a case); here the operators are twenty lines, every expression is checked before
 * it is published, and evaluation cannot fail.
 */

export type Scalar = string | number | boolean;
/** A fact's value; a list is what a person chose several of. An absent fact is `undefined` and makes every comparison but `!=` false. */
export type FactValue = Scalar | readonly string[];
export type Facts = Readonly<Record<string, FactValue | undefined>>;

export type Operand = Scalar | { var: string };
export type Condition =
  | { "==": [Operand, Operand] }
  | { "!=": [Operand, Operand] }
  | { "<": [Operand, Operand] }
  | { "<=": [Operand, Operand] }
  | { ">": [Operand, Operand] }
  | { ">=": [Operand, Operand] }
  /** One of these values; or: the text is among those chosen. */
  | { in: [Operand, Scalar[]] | [string, { var: string }] }
  | { and: Condition[] }
  | { or: Condition[] }
  | { "!": [Condition] };

/** Whether the condition holds for these facts; total: never throws on a checked condition. */
export function holds(condition: Condition, facts: Facts): boolean {
  if ("and" in condition) return condition.and.every((part) => holds(part, facts));
  if ("or" in condition) return condition.or.some((part) => holds(part, facts));
  if ("!" in condition) return !holds(condition["!"][0], facts);
  if ("in" in condition) return isIn(condition.in, facts);
  if ("==" in condition) return equal(condition["=="], facts);
  if ("!=" in condition) return !equal(condition["!="], facts);
  if ("<" in condition) return ordered(condition["<"], facts, (a, b) => a < b);
  if ("<=" in condition) return ordered(condition["<="], facts, (a, b) => a <= b);
  if (">" in condition) return ordered(condition[">"], facts, (a, b) => a > b);
  return ordered(condition[">="], facts, (a, b) => a >= b);
}

function isIn([what, where]: Extract<Condition, { in: unknown }>["in"], facts: Facts): boolean {
  const value = factOf(what, facts);
  const among = Array.isArray(where) ? where : factOf(where, facts);
  return Array.isArray(among) && among.some((one) => one === value);
}

function equal([left, right]: [Operand, Operand], facts: Facts): boolean {
  const value = factOf(left, facts);
  return value !== undefined && typeof value !== "object" && value === factOf(right, facts);
}

function ordered([left, right]: [Operand, Operand], facts: Facts, test: (a: number, b: number) => boolean): boolean {
  const a = factOf(left, facts);
  const b = factOf(right, facts);
  return typeof a === "number" && typeof b === "number" && test(a, b);
}

function factOf(operand: Operand, facts: Facts): FactValue | undefined {
  if (typeof operand !== "object") return operand;
  return Object.hasOwn(facts, operand.var) ? facts[operand.var] : undefined;
}

/** What a condition's author may ask for. */
export interface KnownFact {
  key: string;
  kind: "yesNo" | "number" | "text" | "list";
  /** All the texts it can be, or that a list can hold. */
  values?: readonly string[];
}

/**
 * Reads a condition written by a person or another program and says in Chinese what is wrong with it.
 *
 * @returns the faults, empty when the value is a `Condition` over these facts.
 */
export function faultsOfCondition(value: unknown, known: readonly KnownFact[], depth = 0): string[] {
  if (depth > 10) return ["条件套得太深（最多十层）"];
  const entries = isRecord(value) ? Object.entries(value) : [];
  const [only] = entries;
  if (!only || entries.length !== 1) return ["条件应是只有一个运算符的对象"];
  const [operator, body] = only;
  if (!Array.isArray(body)) return [`“${operator}”后面应是列表`];
  const parts: unknown[] = body;
  switch (operator) {
    case "and":
    case "or":
      if (parts.length === 0) return [`“${operator}”里没有条件`];
      return parts.flatMap((part) => faultsOfCondition(part, known, depth + 1));
    case "!":
      if (parts.length !== 1) return ["“!”只能带一个条件"];
      return faultsOfCondition(parts[0], known, depth + 1);
    case "in": {
      const among: unknown = parts[1];
      if (parts.length === 2 && isRecord(among)) return faultsOfChosen(parts[0], among, known);
      if (parts.length !== 2 || !Array.isArray(among) || among.length === 0) {
        return ["“in”应是[事实, [值…]]或[值, 多选的事实]"];
      }
      if (among.some(isRecord)) return ["“in”的列表里只能写值"];
      return among.flatMap((one) => faultsOfPair("==", [parts[0], one], known));
    }
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return faultsOfPair(operator, parts, known);
    default:
      return [`不认识的运算符“${operator}”`];
  }
}

function faultsOfChosen(value: unknown, list: unknown, known: readonly KnownFact[]): string[] {
  const kind = kindOf(list, known);
  if (kind === undefined || typeof value !== "string") return ["“in”应是[事实, [值…]]或[值, 多选的事实]"];
  if ("fault" in kind) return [kind.fault];
  if (kind.kind !== "list") return ["“in”后面的事实应是多选的"];
  return kind.values && !kind.values.includes(value) ? [`“${value}”不是这个事实可取的值`] : [];
}

function faultsOfPair(operator: string, parts: readonly unknown[], known: readonly KnownFact[]): string[] {
  if (parts.length !== 2) return [`“${operator}”要比较两个值`];
  const [left, right] = parts.map((part) => kindOf(part, known));
  if (left === undefined || right === undefined) return ["条件里有看不懂的值"];
  if ("fault" in left) return [left.fault];
  if ("fault" in right) return [right.fault];
  if (left.kind === "list" || right.kind === "list") return ["多选的事实只能用“in”来问"];
  if (left.kind !== right.kind) return [`“${operator}”两边不是同一类值`];
  if (operator !== "==" && operator !== "!=" && left.kind !== "number") return [`“${operator}”只能比较数`];
  const literals = parts.filter((part): part is string => typeof part === "string");
  const allowed = left.values ?? right.values;
  const strange = allowed ? literals.find((literal) => !allowed.includes(literal)) : undefined;
  return strange === undefined ? [] : [`“${strange}”不是这个事实可取的值`];
}

type Kind = { kind: KnownFact["kind"]; values?: readonly string[] } | { fault: string };

function kindOf(operand: unknown, known: readonly KnownFact[]): Kind | undefined {
  if (typeof operand === "string") return { kind: "text" };
  if (typeof operand === "boolean") return { kind: "yesNo" };
  if (typeof operand === "number" && Number.isFinite(operand)) return { kind: "number" };
  if (!isRecord(operand) || Object.keys(operand).length !== 1 || typeof operand.var !== "string") return undefined;
  const name = operand.var;
  return known.find((fact) => fact.key === name) ?? { fault: `条件用到了没有声明的事实“${name}”` };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Sample facts that together try every side of these conditions: yes/no both ways, each listed text and one other,
 * every combination of the listed values that are asked for, 0 and each compared number with their neighbours, and the absent fact.
 *
 * @returns at most `most` combinations, deterministic; `undefined` when there would be more.
 */
export function sampleFacts(
  conditions: readonly Condition[],
  known: readonly KnownFact[],
  most = 4096,
): Facts[] | undefined {
  const literals = conditions.flatMap(literalsOf);
  const asked = new Set(conditions.flatMap(varsOf));
  let samples: Facts[] = [{}];
  for (const fact of known.filter((one) => asked.has(one.key))) {
    const values = valuesOf(fact, literals);
    if (!values || samples.length * (values.length + 1) > most) return undefined;
    samples = samples.flatMap((sample) => [sample, ...values.map((value) => ({ ...sample, [fact.key]: value }))]);
  }
  return samples;
}

/** At most so many listed values are tried in every combination. */
const MOST_CHOSEN = 12;

function valuesOf(fact: KnownFact, literals: readonly Scalar[]): FactValue[] | undefined {
  if (fact.kind === "yesNo") return [true, false];
  const texts = literals.filter((one) => typeof one === "string");
  if (fact.kind === "text") return [...new Set(fact.values ?? [...texts, "（其他）"])];
  if (fact.kind === "list") {
    const listed = [...new Set(texts)].filter((one) => fact.values?.includes(one) ?? true);
    return listed.length > MOST_CHOSEN ? undefined : subsetsOf(listed);
  }
  // 0 as well, so that two facts compared with each other can be less, equal and greater.
  const numbers = [0, ...literals.filter((one) => typeof one === "number")];
  return [...new Set(numbers.flatMap((one) => [one - 1, one, one + 1]))];
}

function subsetsOf(values: readonly string[]): string[][] {
  let subsets: string[][] = [[]];
  for (const value of values) subsets = subsets.flatMap((one) => [one, [...one, value]]);
  return subsets;
}

function operandsOf(condition: Condition): Operand[] {
  if ("and" in condition) return condition.and.flatMap(operandsOf);
  if ("or" in condition) return condition.or.flatMap(operandsOf);
  if ("!" in condition) return operandsOf(condition["!"][0]);
  if ("in" in condition) {
    const [what, where] = condition.in;
    return Array.isArray(where) ? [what, ...where] : [what, where];
  }
  return Object.values(condition).flat();
}

function literalsOf(condition: Condition): Scalar[] {
  return operandsOf(condition).filter((one): one is Scalar => typeof one !== "object");
}

/** The facts a condition asks for. */
export function varsOf(condition: Condition): string[] {
  return operandsOf(condition).flatMap((one) => (typeof one === "object" ? [one.var] : []));
}
