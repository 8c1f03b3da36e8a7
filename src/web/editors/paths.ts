/** Addresses of the editors' console. */
export const editorsPath = "/editors";
export const newItemPath = "/editors/new";
export const searchesPath = "/editors/searches";
export const phrasesPath = "/editors/phrases";
export const upperPath = "/editors/upper";
export const editionsPath = "/editors/editions";
export const bodiesPath = "/editors/departments";
export const importPath = "/editors/import";
export const exportPath = "/editors/export";

export function keptHref(item: string): string {
  return `/editors/items/${item}`;
}

/** A phrase to be taught. @param tried official words to try. */
export function phraseHref(said: string, tried?: string): string {
  const query = new URLSearchParams({ said, ...(tried !== undefined && { try: tried }) });
  return `${phrasesPath}?${query.toString()}`;
}

/** One section of a draft. @param at id of a control on it. */
export function draftHref(item: string, section: string, at?: string): string {
  return `${keptHref(item)}/draft/${section}${at === undefined ? "" : `#${at}`}`;
}

/** Where a power is moved, or an item split or merged. */
export function powerHref(item: string, act: string): string {
  return `${keptHref(item)}/powers/${act}`;
}

/** What is different between two documents of an item: a version's number, `draft` or `upper`. */
export function compareHref(item: string, from: string | number, to: string | number): string {
  return `${keptHref(item)}/compare?from=${from}&to=${to}`;
}

export function importHref({ hall, id }: { readonly hall: string; readonly id: string }): string {
  return `${importPath}/${hall}/${id}`;
}

/** A table to fill in. */
export function templateHref(format: "csv" | "xlsx"): string {
  return `/editors/templates/${format}`;
}

/** Two editions side by side. @param place division of the follower whose list is shown. */
export function compareEditionsHref(from: string, to: string, place?: string): string {
  const query = new URLSearchParams({ from, to, ...(place !== undefined && { place }) });
  return `${editionsPath}/compare?${query.toString()}`;
}
