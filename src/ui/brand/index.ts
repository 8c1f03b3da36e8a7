export { BrandMark } from "./brand-mark.tsx";
export { faviconSvg } from "./favicon.ts";
export { Lattice } from "./lattice.tsx";
