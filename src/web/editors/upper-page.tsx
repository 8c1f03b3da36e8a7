import { Type } from "typebox";
import {
  countUpperChanges,
  findItem,
  followUpper,
  mayEdit,
  type UpperChange,
  upperChanges,
} from "../../catalogue/index.ts";
import { formatInstant } from "../../kernel/calendar/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, page, seeOther, show } from "../../kernel/http/index.ts";
import { parseId } from "../../kernel/ids/index.ts";
import { Button, CardTable, ConsolePage, DeskHead, Empty, Notice, Pager, renderDocument, Tag } from "../../ui/index.ts";
import { fieldName } from "./draft/section-of.ts";
import { loadKept } from "./kept.ts";
import { heldUntilSignedIn } from "./late.ts";
import { compareHref, keptHref, upperPath } from "./paths.ts";
import { type EditorCall, hallName, requireKeeper, surroundOf } from "./surround.ts";

const size = 20;

/** `/editors/upper`: the items whose upper item went on, for the editors who must look whether theirs should follow. */
const listPage = page({
  method: "GET",
  path: upperPath,
  role: "staff",
  summary: "上级出了新版或已取消、本大厅还没有跟上的事项，等得久的在前",
  query: Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })) }),
  handle: (call) => showUpper(call, call.query.page ?? 1),
});

const followPage = page({
  method: "POST",
  path: upperPath,
  role: "staff",
  summary: "照上级的新版写一份草稿，本地自己的写法不动",
  body: Type.Object({ item: Type.String({ minLength: 36, maxLength: 36, pattern: "^[0-9a-f-]+$" }) }),
  lapsed: (call) => heldUntilSignedIn(call),
  async handle(call) {
    const { house, actor, body } = call;
    const { officer } = requireKeeper(actor);
    const { item } = await loadKept(house, officer, body.item);
    try {
      await inTransaction(house.db, (tx) => followUpper(house, tx, actor, { item: parseId(item.id) }));
    } catch (error) {
      if (!(error instanceof HallError) || error.kind !== "conflict") throw error;
      return await showUpper(call, 1, `${item.name}：${error.message}`);
    }
    return seeOther(compareHref(item.id, item.version, "draft"));
  },
});

export const upperPages: readonly Page[] = [listPage, followPage];

interface Line extends UpperChange {
  readonly place: string;
  readonly mayFollow: boolean;
}

async function showUpper(call: EditorCall, number: number, refused?: string): Promise<PageAnswer> {
  const { house, actor } = call;
  const { officer, halls } = requireKeeper(actor);
  const lines: Line[] = [];
  let total = 0;
  // An officer sits in one hall, rarely in two: the pages of each stand together.
  for (const hall of halls) {
    total = Math.max(total, await countUpperChanges(house.db, hall));
    const place = await hallName(call, hall);
    for (const one of await upperChanges(house, hall, { number, size })) {
      const item = mayEdit(officer) ? await findItem(house.db, one.item) : undefined;
      const kept = item && (await loadKept(house, officer, one.item));
      lines.push({ ...one, place, mayFollow: kept?.isOpen === true && kept.draft === undefined });
    }
  }
  const surround = await surroundOf(call);
  const csrf = call.csrfToken();
  return show(
    renderDocument(
      <ConsolePage {...surround} title="上级更新" current="upper">
        <DeskHead
          title={total > 0 ? `${total} 个事项没有跟上` : "都跟上了"}
          note="上级出新版，这里不动，等您看过再发布。照上级改只改本地没有自己写法的各项，写成草稿，照常审查。"
        />
        {refused ? (
          <Notice id="refused" tone="warn" title="没有写成草稿">
            <p>{refused}</p>
          </Notice>
        ) : null}
        {lines.length === 0 ? (
          <Empty level={2} title="没有" text="在用的各版都跟着上级的现行版。" />
        ) : (
          <div class="stack">
            <CardTable
              caption="上级变了、这里还没有跟上的，等得久的在前"
              captionHidden
              dense
              rows={lines}
              rowKey={({ item }) => item}
              columns={[
                {
                  head: "事项",
                  role: "name",
                  cell: (one) => (
                    <>
                      <a href={keptHref(one.item)}>{one.name}</a>
                      <span class="sub">
                        {halls.length > 1 ? `${one.place} ` : ""}
                        {one.body.deptName ?? "没有写部门"}
                      </span>
                    </>
                  ),
                },
                { head: "上级", cell: (one) => <Upper line={one} /> },
                { head: "变了什么", cell: (one) => <Changed line={one} /> },
                { head: "从何时起", cell: ({ since }) => formatInstant(since, { year: true }) },
                {
                  head: "跟上",
                  headHidden: true,
                  role: "act",
                  cell: (one) =>
                    one.mayFollow && one.upper.state !== "cancelled" ? (
                      <form method="post" action={upperPath}>
                        <input type="hidden" name="_csrf" value={csrf} />
                        <Button kind="line" size="small" name="item" value={one.item}>
                          照上级改<span class="sr">：{one.name}</span>
                        </Button>
                      </form>
                    ) : (
                      <a href={keptHref(one.item)}>
                        去看<span class="sr">：{one.name}</span>
                      </a>
                    ),
                },
              ]}
            />
            <Pager page={number} pages={Math.ceil(total / size)} href={(wanted) => `${upperPath}?page=${wanted}`} />
          </div>
        )}
      </ConsolePage>,
    ),
    { status: refused ? 409 : 200 },
  );
}

function Upper({ line: { upper, version } }: { line: Line }) {
  if (upper.state === "cancelled") return <Tag tone="stop">已取消</Tag>;
  return (
    <>
      第 {upper.from} 版 → 第 {upper.to} 版<span class="sub">这里在用第 {version} 版</span>
    </>
  );
}

function Changed({ line: { fields, own, upper } }: { line: Line }) {
  if (upper.state === "cancelled") return <>没有可以跟的了：请看是否也要取消，或改挂别的上级</>;
  if (fields.length === 0) return <>内容相同，只是版本不同</>;
  return (
    <>
      {fields.map(fieldName).join("、")}
      {own.length > 0 ? <span class="sub">本地有自己的写法：{own.map(fieldName).join("、")}</span> : null}
    </>
  );
}
