export {
  addresses,
  type ColumnKey,
  columns,
  hallField,
  inHall,
  ownAddresses,
  preferHref,
  suggestions,
} from "./addresses.ts";
export { CasePage, type CasePageProps, Unbroken } from "./case-page.tsx";
export { ConsolePage, type ConsolePageProps, DeskHead, type DeskLink } from "./console-page.tsx";
export { type DocumentProps, PageDocument, renderDocument } from "./document.tsx";
export { FormPage, type FormPageProps } from "./form-page.tsx";
export type { AssetName, AssetUrl, Contrast, FramePerson, Hall, HallLink, Mode, PageFrame } from "./frame.ts";
export { HallBar, HallSwitcher } from "./hall-bar.tsx";
export { KioskPage, type KioskPageProps } from "./kiosk-page.tsx";
export { PageHead, PortalPage, type PortalPageProps, Split } from "./portal-page.tsx";
