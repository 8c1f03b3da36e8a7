import type { Fault } from "../../form/index.ts";
import { sayFault } from "../../form/index.ts";
import type { Fault as ShownFault } from "../../ui/index.ts";

/** The id of an input on its page: `rows.0.c1` → `q-rows-0-c1`. The division of an address has the id of the address. */
export function idOf(name: string): string {
  return `q-${name.replace(/\.division$/, "").replaceAll(".", "-")}`;
}

/** The faults of a page for its summary: each leads to its input. @param on the page where the inputs stand, when it is another one. */
export function shownFaults(faults: readonly Fault[], on?: (page: string) => string): ShownFault[] {
  return faults.map((fault) => {
    const id = idOf(fault.name);
    return { id, label: fault.label, text: sayFault(fault), ...(on ? { href: `${on(fault.page)}#${id}` } : {}) };
  });
}
