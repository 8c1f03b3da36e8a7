import { Type } from "typebox";
import {
  diffEditions,
  type EditionEntry,
  editionWork,
  enterEdition,
  listEditions,
  mayKeepShared,
} from "../../catalogue/index.ts";
import type { Codes } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, page, seeOther, show } from "../../kernel/http/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { CompareEditionsView, type Follower } from "./compare-editions-view.tsx";
import { EditionsView, type TypedEdition } from "./editions-view.tsx";
import { heldUntilSignedIn } from "./late.ts";
import { editionsPath } from "./paths.ts";
import { type EditorCall, requireKeeper, surroundOf } from "./surround.ts";
import { namesOf } from "./words.ts";

const Words = Type.Optional(Type.String({ maxLength: 300 }));
const Name = Type.String({ minLength: 1, maxLength: 40 });

/** `/editors/editions`: the editions of the common catalogue, and a form that enters one. */
const listPage = page({
  method: "GET",
  path: editionsPath,
  role: "staff",
  summary: "通用目录的各版；录入一版",
  handle: (call) => showEditions(call),
});

const enterPage = page({
  method: "POST",
  path: editionsPath,
  role: "staff",
  summary: "录入一版通用目录：从表格里复制编码、名称、类型三列",
  bodyLimit: 8 * 1024 * 1024,
  body: Type.Object({
    name: Words,
    title: Words,
    document: Words,
    content: Type.Optional(Type.String({ maxLength: 2_000_000 })),
  }),
  lapsed: (call) => heldUntilSignedIn(call),
  async handle(call) {
    const { house, actor, body } = call;
    requireKeeper(actor);
    const { name = "", title = "", document = "", content = "" } = body;
    const typed = { name: name.trim(), title: title.trim(), document: document.trim(), content };
    const { entries, faults } = readEntries(house.codes, content);
    if (!/^[\w一-鿿-]{1,40}$/u.test(typed.name)) faults.name = "版名用 1 到 40 个字、数字，例如 2017";
    if (typed.title === "") faults.title = "请写这一版的全称";
    if (Object.keys(faults).length > 0) return await showEditions(call, { ...typed, faults }, 422);
    const edition = { ...typed, ...(typed.document === "" ? { document: undefined } : {}), entries };
    try {
      await inTransaction(house.db, (tx) => enterEdition(house, tx, actor, edition));
    } catch (error) {
      if (!(error instanceof HallError) || error.kind === "forbidden" || error.kind === "unavailable") throw error;
      const { twice } = error.details as { twice?: string };
      const at = error.code === "catalogue/edition-exists" ? "name" : "content";
      const text = twice === undefined ? error.message : `${error.message}：${twice}`;
      return await showEditions(call, { ...typed, faults: { [at]: text } }, error.kind === "conflict" ? 409 : 422);
    }
    return seeOther(editionsPath);
  },
});

const comparePage = page({
  method: "GET",
  path: "/editors/editions/compare",
  role: "staff",
  summary: "两版通用目录的差别，和每个地方要新增、变更、取消的工作清单",
  query: Type.Object({ from: Name, to: Name, place: Type.Optional(Type.String({ maxLength: 20 })) }),
  async handle(call) {
    const { house, actor, query } = call;
    requireKeeper(actor);
    const { from, to, place } = query;
    const followers = await followersOf(call);
    const [difference, work, surround] = await Promise.all([
      diffEditions(house.db, from, to),
      editionWork(
        house.db,
        { from, to },
        followers.map(({ division }) => division),
      ),
      surroundOf(call),
    ]);
    const shown =
      followers.find(({ division }) => division === place) ?? (followers.length === 1 ? followers[0] : undefined);
    const view = (
      <CompareEditionsView
        surround={surround}
        codes={house.codes}
        from={from}
        to={to}
        difference={difference}
        followers={followers}
        work={work}
        shown={shown}
      />
    );
    return show(renderDocument(view));
  },
});

export const editionPages: readonly Page[] = [listPage, enterPage, comparePage];

/** The places that follow an edition: those of the officer's halls, and the halls below them. */
async function followersOf(call: EditorCall): Promise<Follower[]> {
  const { halls } = requireKeeper(call.actor);
  const known = await hallsAtHand(call.house);
  const found = halls.flatMap((code) => {
    const hall = known.find(code);
    return hall ? [hall, ...known.below(hall)] : [];
  });
  const places = found.map(({ division, code }) => ({ division: String(division.key), name: division.name, code }));
  return [...new Map(places.map((one) => [one.division, one])).values()];
}

/** A line an item: code, name, type, parted by tabs, commas or blanks as tables give them; a head line is left out. */
function readEntries(codes: Codes, content: string): { entries: EditionEntry[]; faults: Record<string, string> } {
  const types = codes.values("item_type");
  const entries: EditionEntry[] = [];
  const faults: Record<string, string> = {};
  for (const [at, line] of content.split("\n").entries()) {
    if (line.trim() === "") continue;
    const [code = "", name = "", type = ""] = line.split(/\t|,|，/).map((cell) => cell.trim());
    if (at === 0 && /编码/.test(code)) continue;
    // People shorten: 公共服务 for 公共服务事项.
    const taskType = types.find(
      ({ code: one, name: said }) => type !== "" && (one === type || said.startsWith(type)),
    )?.code;
    const isKnown = taskType !== undefined || type === "";
    if (!/^[0-9A-Za-z-]{1,20}$/.test(code) || name === "" || !isKnown) {
      faults.content ??= `第 ${at + 1} 行看不懂：${isKnown ? "要写编码和名称" : `没有“${type.slice(0, 20)}”这个类型`}`;
      continue;
    }
    entries.push({ baseCode: code, name, ...(taskType !== undefined && { taskType }) });
  }
  if (entries.length === 0) faults.content ??= "请贴入事项，一行一个：编码、名称、类型";
  return { entries, faults };
}

async function showEditions(call: EditorCall, refused?: TypedEdition, status = 200): Promise<PageAnswer> {
  const { house, actor } = call;
  const { officer } = requireKeeper(actor);
  const [editions, surround] = await Promise.all([listEditions(house.db), surroundOf(call)]);
  const names = await namesOf(
    house.db,
    editions.map(({ enteredBy }) => enteredBy),
  );
  const view = (
    <EditionsView
      surround={surround}
      csrf={call.csrfToken()}
      editions={editions}
      names={names}
      mayEnter={mayKeepShared(officer)}
      typed={refused ?? { name: "", title: "", document: "", content: "", faults: {} }}
    />
  );
  return show(renderDocument(view), { status });
}
