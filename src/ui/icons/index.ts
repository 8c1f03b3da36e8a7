export { Icon } from "./icon.tsx";
export { type IconName, iconNames } from "./names.ts";
