export { BrandMark, faviconSvg, Lattice } from "./brand/index.ts";
export { ErrorPage, type ErrorView, renderErrorPage } from "./error-page.tsx";
export { type GalleryQuery, renderGallery, themedHalls } from "./gallery/index.ts";
export { Icon, type IconName } from "./icons/index.ts";
export * from "./layouts/index.ts";
export * from "./parts/index.ts";
export { type HallTheme, hallThemeCss, hueRange } from "./theme.ts";
