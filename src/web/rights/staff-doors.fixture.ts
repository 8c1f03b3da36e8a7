import {
  all,
  duty,
  editors,
  first,
  harmless,
  itemEditor,
  itemReader,
  listKeeper,
  listKeeperOfHall,
  ofDepartment,
  ofHall,
  ofHallOrAbove,
  type Right,
} from "./who.fixture.ts";

/** Staff, halls and items. */
export const staffDoors: Readonly<Record<string, Right>> = {
  // Staff.
  "GET /api/halls/:hall/staff": { on: "hall", may: ofHallOrAbove("hall-administrator") },
  "POST /api/halls/:hall/staff": {
    on: "hall",
    may: ofHallOrAbove("hall-administrator"),
    body: () => ({ name: "新人", loginName: "new-officer", password: "一句足够长的新人密码" }),
    last: true,
  },
  "PUT /api/halls/:hall/posts/:post/holders/:account": {
    on: "seat",
    may: ofHallOrAbove("hall-administrator"),
    last: true,
  },
  "DELETE /api/halls/:hall/posts/:post/holders/:account": {
    on: "seat",
    may: ofHallOrAbove("hall-administrator"),
    last: true,
  },
  "DELETE /api/halls/:hall/staff/:account/second-factor": {
    on: "seat",
    may: ofHallOrAbove("hall-administrator"),
    last: true,
  },
  "POST /api/halls": {
    on: "hall",
    may: ofHallOrAbove("region-keeper"),
    body: () => ({ division: "445102", name: "湘桥区分厅" }),
    last: true,
  },

  // Items.
  ...all({ may: duty(...editors) }, "GET /editors/phrases"),
  "POST /editors/phrases": {
    on: "hall",
    // A phrase holds for all halls: whoever keeps a list teaches it.
    may: first(listKeeper, harmless(duty(...editors))),
    body: () => ({ said: "某说法", means: "居住证", reason: "常问" }),
  },
  "GET /api/catalogue/misses": {
    on: "hall",
    may: ofHall("catalogue-editor"),
    query: { hall: "445100", since: "2026-02-01" },
  },
  ...all({ may: duty(...editors) }, "GET /editors", "GET /editors/searches", "GET /editors/departments"),
  "GET /editors/new": { may: first(duty("catalogue-editor"), harmless(duty(...editors))) },
  "POST /editors/new": {
    on: "hall",
    may: first(ofDepartment("catalogue-editor"), listKeeperOfHall, harmless(duty(...editors))),
    body: (world) => ({ place: `445100.${world.own}`, taskName: "新事项", reason: "新编" }),
    last: true,
  },
  ...all({ may: listKeeper }, "GET /editors/import"),
  // A list as a file: the items of the halls whose drafts one reads; and an empty one to fill in.
  "GET /editors/templates/:format": { may: duty(...editors), params: { format: "csv" } },
  "GET /editors/export": {
    on: "hall",
    may: itemReader,
    query: { hall: "445100", format: "csv" },
  },
  "POST /editors/import": {
    on: "hall",
    may: first(listKeeperOfHall, harmless(listKeeper)),
    body: () => ({ hall: "445100", title: "又一份", act: "run" }),
  },
  "GET /editors/import/:hall/:batch": { on: "batch", may: listKeeperOfHall },
  "POST /editors/import/:hall/:batch": {
    on: "batch",
    may: listKeeperOfHall,
    body: () => ({ reason: "撤销" }),
    last: true,
  },
  ...all(
    { on: "item-draft", may: itemReader },
    "GET /editors/items/:item",
    "GET /editors/items/:item/preview",
    "GET /editors/items/:item/flow.bpmn",
    "GET /editors/items/:item/draft/:section",
  ),
  "GET /editors/items/:item/compare": { on: "item-draft", may: itemReader, query: { from: "2", to: "draft" } },
  "POST /editors/items/:item/draft/:section": {
    on: "item-draft",
    may: itemEditor,
    body: () => ({ revision: "1", taskName: "改了" }),
  },
  ...all(
    { may: duty(...editors), query: { from: "a", to: "b" } },
    "GET /editors/upper",
    "GET /editors/editions",
    "GET /editors/editions/compare",
  ),
  "POST /editors/upper": { on: "item-draft", may: itemEditor, body: (_world, { params }) => ({ item: params.item }) },
  "POST /editors/editions": {
    // An edition is for all halls: whoever keeps a list enters it.
    may: first(listKeeper, harmless(duty(...editors))),
    body: () => ({ name: "某年版", title: "某通用目录" }),
  },
  "GET /editors/items/:item/powers/:act": {
    on: "item-draft",
    may: first(ofHall("legality-reviewer"), harmless(itemReader)),
    params: { act: "transfer" },
  },
  "POST /editors/items/:item/powers/:act": {
    on: "item-draft",
    may: first(ofHall("legality-reviewer"), harmless(itemReader)),
    params: { act: "transfer" },
    body: () => ({ reason: "划转" }),
  },
  "POST /editors/items/:item": {
    on: "item-draft",
    may: itemEditor,
    body: () => ({ act: "submit", reason: "报审" }),
    last: true,
  },
};
