import data from "./codes.json" with { type: "json" };
import mappingData from "./mappings.json" with { type: "json" };
import themes from "./themes.json" with { type: "json" };

/** How far a table or mapping can be trusted; the meaning of each word is in `codes.json`. */
export type Confidence = "text" | "code" | "data" | "partial" | "memory" | "ours";

/** One value of a code table. */
export interface CodeValue {
  code: string;
  /** Chinese, for people. */
  name: string;
  /** Our English word for it, where the program asks for this value by name. */
  key: string | undefined;
  note: string | undefined;
}

/** A list of values with its source (代码表). */
export interface CodeTable {
  key: string;
  name: string;
  source: string;
  confidence: Confidence;
  note: string | undefined;
  /** In the order in which people see them. */
  values: readonly CodeValue[];
}

/** What a partner calls one of our values. */
export interface CodeMapping {
  partner: string;
  table: string;
  ours: string;
  theirs: string;
  /** `in` only reads their code, `out` only writes it: where several codes fall together, one way cannot be undone. */
  direction: "both" | "in" | "out";
  confidence: Confidence;
}

interface RawValue {
  code: string;
  name: string;
  key?: string;
  note?: string;
}

interface RawTheme {
  code: string;
  natCode: string;
  slug: string;
  name: string;
  fullName?: string;
}

/** The tables that come with the program: the 51 of `codes.json`, then the themes of persons (31) and of legal persons (34). */
export const codeTables: readonly CodeTable[] = [
  ...data.tables.map(
    (table): CodeTable => ({
      key: table.id,
      name: table.name,
      source: table.source,
      confidence: table.confidence as Confidence,
      note: table.note,
      values: table.values.map((value: RawValue) => ({
        code: value.code,
        name: value.name,
        key: value.key,
        note: value.note,
      })),
    }),
  ),
  themeTable("person_theme", "自然人主题", themes.person),
  themeTable("legal_theme", "法人主题", themes.legal),
];

/** The mappings that come with the program. */
export const codeMappings: readonly CodeMapping[] = [
  ...(mappingData.mappings as CodeMapping[]),
  ...themeMappings("person_theme", themes.person),
  ...themeMappings("legal_theme", themes.legal),
];

function themeTable(key: string, name: string, values: readonly RawTheme[]): CodeTable {
  return {
    key,
    name,
    source: themes.source,
    confidence: "text",
    note: "order = life cycle; codes are ours and stable",
    values: values.map((theme) => ({ code: theme.code, name: theme.name, key: theme.slug, note: theme.fullName })),
  };
}

/** The national numbering of themes (010, 020 …) is recalled, not read. */
function themeMappings(table: string, values: readonly RawTheme[]): CodeMapping[] {
  return values.map((theme) => ({
    partner: "national",
    table,
    ours: theme.code,
    theirs: theme.natCode,
    direction: "both",
    confidence: "memory",
  }));
}
