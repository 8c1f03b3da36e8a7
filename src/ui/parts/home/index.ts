export { Departments } from "./departments.tsx";
export { type ColumnCard, FiveColumns } from "./five-columns.tsx";
export { Hero, type HeroProps } from "./hero.tsx";
export { QuickBar, type QuickDoor } from "./quick-bar.tsx";
export { Section, type SectionProps } from "./section.tsx";
export { type Service, Services } from "./services.tsx";
export { type Tile, Tiles } from "./tiles.tsx";
