import type { LinkLine } from "../../ui/index.ts";
import type { AtHall } from "../at-hall.ts";
import { bodyKey, type Implementer } from "../bodies.ts";

/** Who implements items, as lines with how many. */
export function implementerLines(at: Pick<AtHall, "href">, implementers: readonly Implementer[]): LinkLine[] {
  return implementers.map((one) => ({
    href: implementerHref(at, one),
    title: one.name,
    meta: one.items > 0 ? `${one.items.toLocaleString("en-US")} 项` : "",
  }));
}

/** The page of a department of the register, or of a body that only lists of items name. */
export function implementerHref(at: Pick<AtHall, "href">, { department, bodies: [body] }: Implementer): string {
  if (department) return `/departments/${department.key}`;
  return at.href(`/services/departments/${encodeURIComponent(body ? bodyKey(body) : "-")}`);
}
