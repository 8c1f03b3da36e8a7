/** Addresses of the way from the guide to the receipt. */
export const draftsPath = "/drafts";

export function startHref(item: string): string {
  return `/apply/${item}`;
}

export function draftHref(draft: string): string {
  return `/drafts/${draft}`;
}

export function pageHref(draft: string, page: string): string {
  return `/drafts/${draft}/pages/${page}`;
}

export function materialsHref(draft: string): string {
  return `/drafts/${draft}/materials`;
}

export function fileHref(draft: string, file: string): string {
  return `/drafts/${draft}/files/${file}`;
}

export function checkHref(draft: string): string {
  return `/drafts/${draft}/check`;
}

export function versionHref(draft: string): string {
  return `/drafts/${draft}/version`;
}

export function deleteHref(draft: string): string {
  return `/drafts/${draft}/delete`;
}

export function receiptHref(draft: string): string {
  return `/drafts/${draft}/receipt`;
}

/** Where one signs in, and comes back from. */
export function signInHref(to: string): string {
  return `/sign-in?to=${encodeURIComponent(to)}`;
}
