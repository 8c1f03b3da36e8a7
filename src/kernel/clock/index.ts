export { type Clock, type FixedClock, fixedClock, systemClock } from "./clock.ts";
