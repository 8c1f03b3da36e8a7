export { Pager, type PagerProps, shownPages } from "./pager.tsx";
