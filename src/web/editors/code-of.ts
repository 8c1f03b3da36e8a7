/** A code of 31 signs is the state's; anything else is the place's own. */
export function codeOf(code: string): { taskCode?: string; localTaskCode?: string } {
  if (code === "") return {};
  return /^[0-9A-HJ-NPQRTUWXY]{18}\d[0-9]{12}$/.test(code) ? { taskCode: code } : { localTaskCode: code };
}
