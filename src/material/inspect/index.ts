export { type Inspection, inspect, mismatch } from "./inspect.ts";
export { bufferSource, fileSource, type Source } from "./source.ts";
