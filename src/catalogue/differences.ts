import { canonicalJson } from "./canonical.ts";
import { type ItemDocument, type ItemField, itemFields, type Material } from "./document.ts";

/** What a lower version says differently: fields it sets, and fields of the upper one it leaves out. */
export interface Differences {
  readonly set: Partial<ItemDocument>;
  readonly unset: readonly ItemField[];
}

/** The whole document of a lower version: the upper one with its differences. `resolve(u, differencesOf(u, d))` equals `d`. */
export function resolveDocument(upper: ItemDocument, differences: Differences): ItemDocument {
  const resolved: Partial<Record<ItemField, unknown>> = { ...upper };
  for (const field of differences.unset) delete resolved[field];
  return { ...resolved, ...differences.set } as ItemDocument;
}

/** What `lower` says differently from `upper`, field by field. */
export function differencesOf(upper: ItemDocument, lower: ItemDocument): Differences {
  const set: Partial<Record<ItemField, unknown>> = {};
  const unset: ItemField[] = [];
  for (const field of itemFields) {
    const theirs = upper[field];
    const ours = lower[field];
    if (ours === undefined) {
      if (theirs !== undefined) unset.push(field);
    } else if (theirs === undefined || canonicalJson(ours) !== canonicalJson(theirs)) set[field] = ours;
  }
  return { set: set as Partial<ItemDocument>, unset };
}

/** One difference as people see it. */
export interface DifferenceLine {
  readonly field: ItemField;
  readonly change: "added" | "removed" | "changed";
  /** Of a list of materials: the material; undefined when the field as a whole is meant. */
  readonly part: string | undefined;
  readonly upper: unknown;
  readonly lower: unknown;
}

/** The fields that say who and where, which differ by nature and are not told as local differences. */
const ownFields: ReadonlySet<ItemField> = new Set([
  "taskCode",
  "taskHandleItem",
  "localTaskCode",
  "localCatalogCode",
  "mainCode",
  "useLevel",
  "deptName",
  "deptCode",
  "deptType",
  "undertakeDept",
  "townName",
  "townCode",
  "villageName",
  "villageCode",
]);

/**
 * Lists what a local version makes different, for citizens and editors: materials one by one, other fields whole.
 *
 * @param options.own also list the fields that say who and where.
 */
export function listDifferences(
  upper: ItemDocument,
  lower: ItemDocument,
  options: { own?: boolean } = {},
): DifferenceLine[] {
  const { set, unset } = differencesOf(upper, lower);
  const differing = new Set<ItemField>([...unset, ...itemFields.filter((field) => set[field] !== undefined)]);
  const lines: DifferenceLine[] = [];
  for (const field of itemFields) {
    if (!differing.has(field) || (ownFields.has(field) && !options.own)) continue;
    if (field === "materials") lines.push(...materialLines(upper.materials ?? [], lower.materials ?? []));
    else
      lines.push({
        field,
        change: kindOf(upper[field], lower[field]),
        part: undefined,
        upper: upper[field],
        lower: lower[field],
      });
  }
  return lines;
}

function materialLines(upper: readonly Material[], lower: readonly Material[]): DifferenceLine[] {
  const theirs = new Map(upper.map((one) => [one.key, one]));
  const ours = new Map(lower.map((one) => [one.key, one]));
  const lines: DifferenceLine[] = [];
  for (const key of new Set([...theirs.keys(), ...ours.keys()])) {
    const before = theirs.get(key);
    const after = ours.get(key);
    if (before && after && canonicalJson(before) === canonicalJson(after)) continue;
    const part = (after ?? before)?.materialName;
    lines.push({ field: "materials", change: kindOf(before, after), part, upper: before, lower: after });
  }
  // The same materials in another order.
  if (lines.length === 0) lines.push({ field: "materials", change: "changed", part: undefined, upper, lower });
  return lines;
}

function kindOf(upper: unknown, lower: unknown): DifferenceLine["change"] {
  if (upper === undefined) return "added";
  return lower === undefined ? "removed" : "changed";
}
