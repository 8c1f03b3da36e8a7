export { Block } from "./block.tsx";
export { type MaterialLine, Materials } from "./materials.tsx";
export { Situations, type SituationsProps, situationsFollowed } from "./situations.tsx";
export { StartBar, StartPanel, type StartProps } from "./start.tsx";
export { type StatedLimit, StatedLimits } from "./stated-limits.tsx";
