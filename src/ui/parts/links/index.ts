export { Bullets } from "./bullets.tsx";
export { type LinkLine, Links } from "./links.tsx";
