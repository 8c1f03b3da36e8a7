/** Addresses of one's own cases. */
export const casesPath = "/cases";
export const progressPath = "/progress";

export function caseHref(application: string): string {
  return `/cases/${application}`;
}

export function documentHref(application: string, document: string): string {
  return `/cases/${application}/documents/${document}`;
}

/** Where anybody who is shown a document checks it: the address in the code on its paper. */
export function checkHref({ number, code }: { readonly number: string; readonly code: string }): string {
  return `/check/${number}?code=${code}`;
}

export function caseFileHref(application: string, file: string): string {
  return `/cases/${application}/files/${file}`;
}

export function correctionHref(application: string): string {
  return `/cases/${application}/correction`;
}

export function correctionCheckHref(application: string): string {
  return `/cases/${application}/correction/check`;
}

export function withdrawHref(application: string): string {
  return `/cases/${application}/withdraw`;
}

export function againHref(application: string): string {
  return `/cases/${application}/again`;
}

export function visitsHref(application: string): string {
  return `/cases/${application}/visits`;
}

/** Where the island sends files of a correction. */
export function uploadsHref(application: string, material: string): string {
  return `/api/cases/${application}/materials/${material}/uploads`;
}
