export type { House } from "./house.ts";
export { createKeptPages, type KeptPages } from "./kept-pages.ts";
