export { type Inspection, inspect, mismatch } from "./inspect.ts";
