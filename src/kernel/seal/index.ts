export { createKeyRing, type KeyRing } from "./key-ring.ts";
export { type SealedColumns, sealedPlace } from "./sealed-columns.ts";
