import type { FieldsInUse } from "../../catalogue/index.ts";

/** Of some items, how many have their legal basis and their flow published. */
export interface Publication {
  readonly items: number;
  readonly basis: number;
  readonly flow: number;
}

/** Publication of all items, of those with a flow that runs (they can be applied for), and of those known from lists only. */
export interface PublicationRates extends Publication {
  readonly online: Publication;
  readonly listed: Publication;
}

/** Counts what is published. A flow is one that runs, or one told in words. @source capabilities A11 */
export function publicationRates(items: readonly FieldsInUse[]): PublicationRates {
  const online = items.filter(({ fields }) => fields.flow !== undefined);
  const listed = items.filter(({ fields }) => fields.flow === undefined);
  return { ...countOf(items), online: countOf(online), listed: countOf(listed) };
}

function countOf(items: readonly FieldsInUse[]): Publication {
  const told = ({ fields }: FieldsInUse) =>
    [fields.flow, fields.handleFlow, fields.onlineFlow, fields.offlineFlow].some((one) => one !== undefined);
  return {
    items: items.length,
    basis: items.filter(({ fields: { byLaw = [] } }) => byLaw.length > 0).length,
    flow: items.filter(told).length,
  };
}

/** A share in per cent with one decimal, never rounded up to 100 nor down to 0. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return "0";
  if (part === whole) return "100";
  const share = (part / whole) * 100;
  return Math.min(99.9, Math.max(0.1, share)).toFixed(1);
}
