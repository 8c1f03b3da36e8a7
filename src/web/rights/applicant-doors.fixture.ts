import { all, citizen, first, harmless, owner, type Right, standsFor, when, whole } from "./who.fixture.ts";

const tus = { "tus-resumable": "1.0.0", "upload-length": "4", "upload-metadata": "filename YS5wbmc=" };
const tusPart = { "tus-resumable": "1.0.0", "upload-offset": "0", "content-type": "application/offset+octet-stream" };

/** Drafts and cases, by those who applied. */
export const applicantDoors: Readonly<Record<string, Right>> = {
  // Drafts.
  "POST /apply/:item": {
    may: first(
      when(({ kind, who }) => kind === "citizen" && who !== "zhao"),
      harmless(citizen),
    ),
  },
  ...all(
    { on: "draft", may: owner },
    "GET /drafts/:draft",
    "GET /api/drafts/:draft",
    "GET /drafts/:draft/pages/:page",
    "POST /drafts/:draft/pages/:page",
    "GET /drafts/:draft/materials",
    "POST /drafts/:draft/materials",
    "GET /drafts/:draft/check",
    "GET /drafts/:draft/version",
    "GET /drafts/:draft/delete",
    "GET /drafts/:draft/receipt",
  ),
  "POST /drafts/:draft/version": { on: "draft", may: owner, body: () => ({ to: "1" }) },
  "POST /api/drafts/:draft/submission": { on: "draft", may: owner, body: () => ({}) },
  "POST /drafts/:draft/check": { on: "draft", may: owner },
  "POST /drafts/:draft/delete": { on: "draft", may: first(owner, harmless(citizen)), last: true },
  "GET /drafts/:draft/files/:file": { on: "draft", may: whole(owner, "file") },
  "OPTIONS /api/drafts/:draft/materials/:material/uploads": { on: "draft", may: citizen },
  "POST /api/drafts/:draft/materials/:material/uploads": { on: "draft", may: owner, headers: tus },
  "GET /api/drafts/:draft/materials/:material/uploads/:upload": {
    on: "draft",
    may: whole(owner, "upload"),
    headers: { "tus-resumable": "1.0.0" },
  },
  "PATCH /api/drafts/:draft/materials/:material/uploads/:upload": {
    on: "draft",
    may: whole(owner, "upload"),
    headers: tusPart,
    body: () => ({}),
  },
  "DELETE /api/drafts/:draft/materials/:material/uploads/:upload": {
    on: "draft",
    may: whole(owner, "upload"),
    headers: { "tus-resumable": "1.0.0" },
    last: true,
  },

  // Cases, by those who applied.
  ...all({ on: "case", may: standsFor }, "GET /cases/:application", "GET /cases/:application/withdraw"),
  // Open only while something is to be corrected: then who may not is told so, and who may is told that nothing is asked.
  ...all(
    { on: "case", may: harmless(standsFor) },
    "GET /cases/:application/correction",
    "POST /cases/:application/correction",
    "GET /cases/:application/correction/check",
    "POST /cases/:application/correction/check",
  ),
  "POST /api/cases/:application/materials/:material/uploads": { on: "case", may: harmless(standsFor), headers: tus },
  "GET /api/cases/:application/materials/:material/uploads/:upload": {
    on: "case",
    may: harmless(standsFor),
    headers: { "tus-resumable": "1.0.0" },
  },
  "PATCH /api/cases/:application/materials/:material/uploads/:upload": {
    on: "case",
    may: harmless(standsFor),
    headers: tusPart,
    body: () => ({}),
  },
  "DELETE /api/cases/:application/materials/:material/uploads/:upload": {
    on: "case",
    may: harmless(standsFor),
    headers: { "tus-resumable": "1.0.0" },
  },
  "OPTIONS /api/cases/:application/materials/:material/uploads": { on: "case", may: citizen },
  "GET /cases/:application/files/:file": { on: "case", may: whole(standsFor, "file") },
  "GET /cases/:application/documents/:document": { on: "case", may: whole(standsFor, "document") },
  "POST /cases/:application/again": { on: "case", may: standsFor, last: true },
  "POST /cases/:application/visits": { on: "case", may: standsFor, body: () => ({ visits: "0" }), last: true },
  "POST /cases/:application/withdraw": { on: "case", may: standsFor, last: true },
};
