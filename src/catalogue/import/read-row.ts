import { HallError } from "../../kernel/errors/index.ts";
import { hasStrangeText, withoutStrangeText } from "../clean-text.ts";
import type { ItemDocument } from "../document.ts";
import { codesOf, type ItemCodes } from "../item-codes.ts";
import { parseDocument } from "../parse-document.ts";
import { checkItem } from "../rules/item-rules.ts";
import { exampleMark, type LineFinding, lineFindings } from "./line-finding.ts";
import { documentOfRow, type Loose } from "./list-row.ts";

/** One row ready to be taken in, or refused with its findings. */
export type ReadRow =
  | {
      readonly line: number;
      readonly findings: LineFinding[];
      readonly document: undefined;
      readonly code: string | undefined;
    }
  | {
      readonly line: number;
      readonly findings: LineFinding[];
      readonly document: ItemDocument;
      readonly codes: ItemCodes;
      readonly code: string;
      /** Division of the implementing body; undefined when the row does not say. */
      readonly division: string | undefined;
    };

/** A row as it stands in its file: an object, or the reason why there is none. */
export interface RawRow {
  readonly line: number;
  readonly value: unknown;
  readonly findings: readonly LineFinding[];
}

/**
 * Makes an item document of a row: our own document (`taskName`), or the public list's shape (`name`). A field that
 * cannot be kept is left out and told; only a row without code or name is refused.
 */
export function readRow({ line, value, findings }: RawRow): ReadRow {
  const refused = (finding: LineFinding, code?: string): ReadRow => ({
    line,
    findings: [...findings, finding],
    document: undefined,
    code,
  });
  if (findings.some(({ severity }) => severity === "refused")) {
    return { line, findings: [...findings], document: undefined, code: undefined };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refused(lineFindings.unreadable);
  const strange = hasStrangeText(value);
  const row = (strange ? withoutStrangeText(value) : value) as Loose;
  const { division: given, ...own } = row;
  const loose = "taskName" in row ? own : documentOfRow(row);
  const place = typeof given === "string" ? given : row.area;
  const kept = withoutFaults(loose);
  if (!kept) return refused(lineFindings.noName);
  if (kept.document.taskName.startsWith(exampleMark)) return refused(lineFindings.example);
  const codes = codesOf(kept.document);
  if (!codes) return refused(lineFindings.noCode);
  const told: LineFinding[] = strange ? [...findings, lineFindings.strange] : [...findings];
  for (const field of kept.dropped) told.push({ ...lineFindings.badField, field });
  if (kept.document.localTaskCode !== undefined && kept.document.taskCode === undefined)
    told.push({ ...lineFindings.foreignCode });
  for (const { rule, severity, field, message } of checkItem(kept.document))
    told.push({ rule, severity, field, message });
  const division = typeof place === "string" && /^\d{2,12}$/.test(place) ? place : undefined;
  return { line, findings: told, document: kept.document, codes, code: codes.code, division };
}

/** The document without the fields that do not fit; undefined when nothing is left of it. */
function withoutFaults(loose: Loose): { document: ItemDocument; dropped: string[] } | undefined {
  const dropped: string[] = [];
  let rest: Record<string, unknown> = { ...loose };
  for (let round = 0; round < 3; round++) {
    try {
      return { document: parseDocument(rest), dropped };
    } catch (error) {
      if (!(error instanceof HallError)) throw error;
      const fields = Object.keys((error.details.fields ?? {}) as Loose);
      if (fields.length === 0 || fields.includes("taskName")) return undefined;
      // Members that the schema does not know are all told under one name.
      rest = Object.fromEntries(Object.entries(rest).filter(([field]) => !fields.includes(field)));
      dropped.push(...fields);
    }
  }
  return undefined;
}
