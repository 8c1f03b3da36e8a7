export { BestAnswer, type BestProps } from "./best.tsx";
export { type FilterGroup, Filters, type FiltersProps } from "./filters.tsx";
export { Found, Hit, type HitProps } from "./hit.tsx";
