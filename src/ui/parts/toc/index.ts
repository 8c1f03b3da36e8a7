export { Toc } from "./toc.tsx";
