export { Rosette, WaveBand } from "./guilloche.tsx";
export { LegalDocument, type LegalText } from "./legal-document.tsx";
export { LicenceFace, type LicenceText, PocketCard } from "./licence-face.tsx";
export { type LicenceState, stateWords } from "./licence-state.ts";
export { QrCode, SecretQrCode } from "./qr.tsx";
export { SampleSeal } from "./seal.tsx";
export { type LicenceCheck, LicenceChecks, Verdict } from "./verdict.tsx";
