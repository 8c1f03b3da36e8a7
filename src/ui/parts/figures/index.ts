export { type Figure, Figures } from "./figures.tsx";
