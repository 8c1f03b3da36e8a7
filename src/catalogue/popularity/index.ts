export { noteView, writeViews } from "./note-view.ts";
export { refreshPopularity } from "./refresh-popularity.ts";
