import { type Static, Type } from "typebox";
import { below } from "../../catalogue/index.ts";

/** Any text is taken: what makes no sense is no filter, and nobody gets an error for a link that was cut in two. */
const Loose = Type.Optional(Type.String());

/** The query of the search page. */
export const SearchQuery = Type.Object({
  q: Loose,
  /** The hall whose pages the visitor reads; that of the site when absent or unknown. */
  hall: Loose,
  /** A hall in reach: only its own items; `below`: only what the halls below handle. */
  from: Loose,
  /** Code of `audience_v2`. */
  audience: Loose,
  department: Loose,
  theme: Loose,
  /** 1 to 4. */
  depth: Loose,
  page: Loose,
});

/** What was asked, made sense of. */
export interface Asked {
  /** At most 200 signs are shown and sought. */
  readonly words: string;
  readonly from: string | undefined;
  readonly audience: string | undefined;
  readonly department: string | undefined;
  readonly theme: string | undefined;
  readonly depth: number | undefined;
  /** From 1. */
  readonly page: number;
}

/** The filters that may stand in an address, in the order in which they are shown. */
export const filterNames = ["from", "audience", "department", "theme", "depth"] as const;
export type FilterName = (typeof filterNames)[number];

const longestWords = 200;
const longestFilter = 100;
const mostPages = 100;

/** Reads the query of a search. */
export function readAsk(query: Static<typeof SearchQuery>): Asked {
  const words = [...visible(query.q)].slice(0, longestWords).join("").trim();
  const filter = (text: string | undefined): string | undefined => {
    const value = visible(text).trim();
    return value === "" || value.length > longestFilter ? undefined : value;
  };
  const depth = /^[1-4]$/.test(query.depth ?? "") ? Number(query.depth) : undefined;
  const page = /^[1-9]\d{0,2}$/.test(query.page ?? "") ? Math.min(Number(query.page), mostPages) : 1;
  const { from, audience, department, theme } = query;
  return {
    words,
    from: from === below || /^\d{6}$/.test(from ?? "") ? from : undefined,
    audience: filter(audience),
    department: filter(department),
    theme: filter(theme),
    depth,
    page,
  };
}

/** Without control and invisible characters and broken halves of signs, which neither pages nor the database can hold. */
function visible(text: string | undefined): string {
  return (text ?? "").toWellFormed().replaceAll(/\p{C}+/gu, " ");
}

/** The address of a search. @param change what is different from what was asked; undefined takes it out. */
export function searchHref(asked: Asked, hall: string | undefined, change: Partial<Record<keyof Asked, string>> = {}) {
  const query = new URLSearchParams();
  const values: Record<string, string | undefined> = {
    q: asked.words,
    hall,
    from: asked.from,
    audience: asked.audience,
    department: asked.department,
    theme: asked.theme,
    depth: asked.depth?.toString(),
    ...change,
  };
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value);
  const text = query.toString();
  return text === "" ? "/search" : `/search?${text}`;
}
