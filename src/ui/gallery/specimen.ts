import type { VNode } from "preact";

/** One part of the look in one state, shown on the gallery page with its title and, where it helps, one line of use. */
export interface Specimen {
  title: string;
  note?: string;
  view: () => VNode;
}
