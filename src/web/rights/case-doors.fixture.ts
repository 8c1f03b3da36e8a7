import {
  all,
  asSubject,
  doneBy,
  duty,
  first,
  handlers,
  harmless,
  nobody,
  ofDepartment,
  ofHall,
  onTask,
  ownApplicant,
  pausers,
  type Right,
  readers,
  staff,
  whole,
} from "./who.fixture.ts";
import type { Thing, World } from "./world.fixture.ts";

const caseDoor = "/api/halls/:hall/applications/:application";
const withToken = (more: object) => async (world: World, thing: Thing) => ({
  token: (await world.tokenOf(thing)).token || 1,
  ...more,
});

/** Cases as JSON, and the desk. */
export const caseDoors: Readonly<Record<string, Right>> = {
  // Cases, as JSON.
  ...all(
    { on: "case", may: readers },
    `GET ${caseDoor}`,
    `GET ${caseDoor}/contents`,
    `GET ${caseDoor}/journal`,
    `GET ${caseDoor}/documents`,
  ),
  [`GET ${caseDoor}/documents/:document`]: { on: "case", may: whole(readers, "document") },
  [`GET ${caseDoor}/again`]: { on: "case", may: ownApplicant },
  [`POST ${caseDoor}/pre-review`]: { on: "case", may: doneBy(onTask), body: () => ({}) },
  [`POST ${caseDoor}/correction-notices`]: {
    on: "case",
    may: doneBy(onTask),
    body: () => ({ asks: [{ kind: "material", key: "plan", reason: "看不清" }] }),
    last: true,
  },
  [`POST ${caseDoor}/corrections`]: { on: "case", may: ownApplicant, body: () => ({ answers: { name: "别的" } }) },
  [`POST ${caseDoor}/correction-expiry`]: { on: "case", may: doneBy(ofDepartment("window-officer")), body: () => ({}) },
  [`POST ${caseDoor}/acceptance`]: { on: "case", may: doneBy(onTask), body: () => ({}), last: true },
  [`POST ${caseDoor}/non-acceptance`]: { on: "case", may: doneBy(onTask), body: () => ({ reason: "x" }), last: true },
  [`POST ${caseDoor}/withdrawal`]: { on: "case", may: ownApplicant, body: () => ({}), last: true },
  [`POST ${caseDoor}/pauses`]: {
    on: "case",
    may: doneBy(ofDepartment(...pausers)),
    body: () => ({ reason: "publicity", ground: "公示" }),
  },
  [`POST ${caseDoor}/resumption`]: {
    on: "case",
    may: doneBy(ofDepartment(...pausers)),
    body: () => ({ result: "好" }),
  },
  [`POST ${caseDoor}/extensions`]: {
    on: "case",
    may: doneBy(ofDepartment("approver")),
    body: () => ({ days: 1, reason: "x" }),
  },
  [`POST ${caseDoor}/claims`]: { on: "case", may: doneBy(onTask), body: withToken({}) },
  [`POST ${caseDoor}/releases`]: { on: "case", may: doneBy(onTask), body: withToken({}) },
  [`POST ${caseDoor}/opinions`]: { on: "case", may: doneBy(onTask), body: withToken({ opinion: "agree", text: "好" }) },
  [`POST ${caseDoor}/returns`]: { on: "case", may: doneBy(onTask), body: withToken({ to: "examine", reason: "x" }) },
  [`POST ${caseDoor}/decision`]: { on: "case", may: doneBy(onTask), body: withToken({ approve: true }) },
  [`POST ${caseDoor}/result`]: { on: "case", may: doneBy(onTask), body: withToken({ name: "证" }) },
  [`POST ${caseDoor}/delivery`]: { on: "case", may: doneBy(onTask), body: withToken({ way: "online" }) },
  [`POST ${caseDoor}/pickup`]: {
    on: "case",
    may: first(ofDepartment("window-officer"), harmless(readers)),
    body: () => ({}),
  },
  [`POST ${caseDoor}/visits`]: {
    on: "case",
    may: doneBy(ofDepartment("window-officer", "inspector")),
    body: () => ({}),
    last: true,
  },
  [`POST ${caseDoor}/visit-confirmations`]: { on: "case", may: asSubject, body: () => ({ visits: 0 }), last: true },
  [`POST ${caseDoor}/transfers`]: {
    on: "case",
    may: doneBy(onTask),
    body: withToken({ department: "cz-007", reason: "x" }),
    last: true,
  },
  [`POST ${caseDoor}/turning-back`]: {
    on: "case",
    may: doneBy(onTask),
    body: () => ({ ground: "wrong-item", reason: "x" }),
    last: true,
  },
  [`POST ${caseDoor}/forwarding`]: {
    on: "case",
    may: doneBy(ofDepartment("approver")),
    body: () => ({ to: "广东省市场监督管理局", opinion: "x" }),
    last: true,
  },
  [`POST ${caseDoor}/termination`]: {
    on: "case",
    may: doneBy(ofDepartment("approver")),
    body: () => ({ reason: "x" }),
    last: true,
  },
  [`POST ${caseDoor}/voiding`]: {
    on: "case",
    may: doneBy(ofDepartment("approver")),
    body: () => ({ reason: "x" }),
    last: true,
  },

  // The desk.
  ...all({ may: staff }, "GET /desk", "GET /desk/next", "GET /api/my/tasks"),
  "POST /desk/batch": {
    on: "case",
    may: first(onTask, harmless(staff)),
    body: async (world, thing) => ({
      act: "accept",
      task: `${thing.params.hall}.${thing.params.application}.${(await world.tokenOf(thing)).token}`,
    }),
    last: true,
  },
  "GET /desk/cases/:hall/:application": { on: "case", may: handlers },
  "GET /desk/cases/:hall/:application/files/:file": { on: "case", may: whole(handlers, "file") },
  // Open only while something is to be corrected.
  ...all(
    { on: "case", may: harmless(handlers) },
    "GET /desk/cases/:hall/:application/take-correction",
    "POST /desk/cases/:hall/:application/take-correction",
  ),
  "GET /desk/cases/:hall/:application/:act": { on: "case", may: handlers },
  "POST /desk/cases/:hall/:application/:act": {
    on: "case",
    may: doneBy(onTask),
    body: async (world, thing) => await world.tokenOf(thing),
    last: true,
  },
  "GET /desk/counter": { may: duty("window-officer") },
  "POST /desk/counter": {
    on: "hall",
    may: first(ofHall("window-officer"), harmless(duty("window-officer"))),
    body: (_world, { params }) => ({ hall: params.hall, name: "王样例", idNumber: "449999197803030039" }),
  },
  // The visitor of another officer: his note opens nothing for anybody else.
  ...all(
    { on: "hall", may: nobody, query: { who: "NOTE", item: "ITEM", note: "NOTE" } },
    "GET /desk/counter/items",
    "GET /desk/counter/apply",
    "POST /desk/counter/apply",
    "GET /desk/counter/receipt",
  ),
  "POST /api/halls/:hall/visitors": {
    on: "hall",
    may: ofHall("window-officer"),
    body: () => ({ name: "王样例", idNumber: "449999197803030039" }),
  },
  "POST /api/halls/:hall/legal-persons": {
    on: "visitor",
    may: ofHall("window-officer"),
    body: (_world, { params }) => ({ uscc: "x", name: "新公司", representative: params.person }),
  },
  "DELETE /api/halls/:hall/visitors/:person/assurance": {
    on: "visitor",
    may: ofHall("window-officer"),
    body: () => ({ reason: "核验有误" }),
    last: true,
  },
};
