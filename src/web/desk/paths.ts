/** Addresses of the officers' desk. */
export const deskPath = "/desk";
export const counterPath = "/desk/counter";

/** A case as an address names it. */
export interface CasePlace {
  readonly hall: string;
  readonly application: string;
}

export function caseHref({ hall, application }: CasePlace, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(more).toString();
  return `/desk/cases/${hall}/${application}${query === "" ? "" : `?${query}`}`;
}

/** The page of one act. @param token the task it is done at. */
export function actHref(place: CasePlace, act: string, token?: number): string {
  return `${caseHref(place)}/${act}${token === undefined ? "" : `?token=${token}`}`;
}

export function caseFileHref(place: CasePlace, file: string, download = false): string {
  return `${caseHref(place)}/files/${file}${download ? "?download=yes" : ""}`;
}
