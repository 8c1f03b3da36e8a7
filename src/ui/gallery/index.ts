export { themedHalls } from "./examples/halls.ts";
export { renderGallery } from "./gallery.tsx";
export type { GalleryQuery } from "./query.ts";
export type { Specimen } from "./specimen.ts";
