import { Type } from "typebox";
import { topic } from "../kernel/outbox/index.ts";

/** News: a virus was found in files that were taken in before they could be scanned. They are closed to everybody from then on. */
export const infectionFound = topic(
  "material.infection-found",
  Type.Object({
    hall: Type.String(),
    sha256: Type.String(),
    threat: Type.String(),
    files: Type.Array(Type.String(), { maxItems: 1000 }),
    /** What refers to them. */
    uses: Type.Array(Type.String(), { maxItems: 1000 }),
  }),
);
