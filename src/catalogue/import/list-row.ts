import { codeTables } from "../../kernel/codes/index.ts";
import type { ItemDocument } from "../document.ts";

/** The members of an object that came from outside. */
export type Loose = Readonly<Record<string, unknown>>;

// What is too long stays so: the schema leaves the field out and the report tells it; a code cut short would be another's.
const textOf = (value: unknown): string | undefined => {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  return text === "" ? undefined : text;
};
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : []);
const countOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 100_000 ? value : undefined;
const flagOf = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);

const audienceCodes = codesByName("audience_v2");
const personThemes = codesByName("person_theme");
const legalThemes = codesByName("legal_theme");

function codesByName(key: string): ReadonlyMap<string, string> {
  const table = codeTables.find((one) => one.key === key);
  return new Map(table?.values.map(({ name, code }) => [name, code]));
}

function limitOf(value: unknown): { days: number; unit: "wd" | "cd" } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { n, unit } = value as Loose;
  const days = countOf(n);
  return days !== undefined && (unit === "wd" || unit === "cd") ? { days, unit } : undefined;
}

/** Gives an object without its undefined members, so that `exactOptionalPropertyTypes` and the schema are content. */
export function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/**
 * Reads a row of the public list of items (`seed/items-guangdong.jsonl`). What the list does not say stays unknown; what
 * it says beyond our fields goes into `extend` under its own name.
 */
export function documentOfRow(row: Loose): Loose {
  const code = textOf(row.code);
  const legal = limitOf(row.legal);
  const promise = limitOf(row.promise);
  const themes = textsOf(row.themes);
  const serverType = textsOf(row.audiences).flatMap((name) => audienceCodes.get(name) ?? []);
  const persons = serverType.includes("1");
  const bodies = serverType.some((one) => one !== "1");
  const person = persons ? themes.flatMap((name) => personThemes.get(name) ?? []) : [];
  const corp = bodies ? themes.flatMap((name) => legalThemes.get(name) ?? []) : [];
  const local = themes.filter((name) => !personThemes.has(name) && !legalThemes.has(name));
  const extend = defined({
    platform: textOf(row.platform),
    typeGd: textOf(row.typeGd),
    coDepts: textOf(row.coDepts),
  });
  const place = textOf(row.place);
  const parent = textOf(row.parentCode);
  const materials = [...new Set(textsOf(row.materials))].map((materialName, at) => ({
    key: `m${at + 1}`,
    materialName,
  }));
  const online = flagOf(row.online);
  const document: Partial<ItemDocument> = defined({
    taskName: textOf(row.name),
    alias: unlessEmpty(Array.isArray(row.alias) ? textsOf(row.alias) : textsOf([row.alias])),
    plain: Array.isArray(row.plain) ? textOf(row.plain.join("、")) : textOf(row.plain),
    ...codesOfRow(code, textOf(row.baseCode)),
    mainCode: parent === row.baseCode ? undefined : parent,
    mainName: textOf(row.parentName),
    taskType: textOf(row.typeStd),
    useLevel: textOf(row.levelDigit),
    deptName: textOf(row.dept),
    deptCode: textOf(row.uscc),
    legalDays: legal?.days,
    legalUnit: legal?.unit,
    promiseDays: promise?.days,
    promiseUnit: promise?.unit,
    acceptCondition: textOf(row.condition),
    serverType: unlessEmpty(serverType),
    limitSceneNum: countOf(row.visits),
    isOnline: online,
    isSchedule: flagOf(row.booking),
    isExpress: flagOf(row.courier),
    transactAddr: place === undefined ? undefined : [{ address: place }],
    userTopicType: unlessEmpty(person),
    corpTopicType: unlessEmpty(corp),
    localTopics: unlessEmpty(local),
    materials: unlessEmpty(materials),
    extend: Object.keys(extend).length === 0 ? undefined : extend,
  });
  return document as Loose;
}

function codesOfRow(code: string | undefined, base: string | undefined): Loose {
  if (code !== undefined && /^[\dA-Z]{18}\d[\dA-Z]{12}\d{2}$/.test(code)) {
    return { taskCode: code.slice(0, 31), taskHandleItem: code, catalogCode: code.slice(19, 31) };
  }
  if (code !== undefined && /^[\dA-Z]{18}\d[\dA-Z]{12}$/.test(code))
    return { taskCode: code, catalogCode: code.slice(19) };
  const national = base !== undefined && /^\d{9}(?:\d{3}|00Y)$/.test(base);
  return defined({
    localTaskCode: code,
    ...(national ? { catalogCode: base } : { localCatalogCode: base }),
  });
}

function unlessEmpty<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}
