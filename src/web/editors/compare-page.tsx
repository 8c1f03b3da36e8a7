import { Type } from "typebox";
import {
  type DifferenceLine,
  findItem,
  findVersion,
  type ItemDocument,
  listDifferences,
} from "../../catalogue/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Page, page, show } from "../../kernel/http/index.ts";
import { CardTable, ConsolePage, DeskHead, renderDocument, Tag } from "../../ui/index.ts";
import { fieldName } from "./draft/section-of.ts";
import { ItemParams } from "./item-page.tsx";
import { type Kept, loadKept } from "./kept.ts";
import { keptHref } from "./paths.ts";
import { requireKeeper, surroundOf } from "./surround.ts";
import { partDifferences } from "./values.ts";

const Side = Type.Optional(Type.String({ pattern: "^(draft|upper|[1-9]\\d{0,5})$" }));

/** `/editors/items/:item/compare?from=&to=`: what one document says differently from another: a version, the draft, the item above. */
const comparePage = page({
  method: "GET",
  path: "/editors/items/:item/compare",
  role: "staff",
  summary: "比较两版、草稿与在用的一版、本地与上级",
  params: ItemParams,
  query: Type.Object({ from: Side, to: Side }),
  async handle(call) {
    const { house, actor, params, query } = call;
    const { officer } = requireKeeper(actor);
    const kept = await loadKept(house, officer, params.item);
    const from = await sideOf(house, kept, query.from ?? "upper");
    const to = await sideOf(house, kept, query.to ?? "draft");
    const lines = listDifferences(from.document, to.document, { own: query.from !== "upper" });
    const surround = await surroundOf(call, kept.item.hall);
    return show(
      renderDocument(
        <ConsolePage {...surround} title={`比较：${kept.item.name}`} current="items">
          <p class="small">
            <a href={keptHref(kept.item.id)}>{kept.item.name}</a>
          </p>
          <DeskHead
            title={lines.length > 0 ? `有 ${lines.length} 处不同` : "没有不同"}
            note={`${from.name} → ${to.name}`}
          />
          <CardTable
            caption="不同的各项"
            captionHidden
            dense
            rows={lines.map((line, at) => ({
              line,
              at,
              words: partDifferences(house.codes, line.field, line.upper, line.lower),
            }))}
            rowKey={({ at }) => `${at}`}
            empty="两边说的完全一样。"
            columns={[
              {
                head: "哪一项",
                role: "name",
                cell: ({ line }) => (
                  <>
                    {fieldName(line.field)}
                    {line.part ? <span class="sub">{line.part}</span> : null}
                  </>
                ),
              },
              { head: "怎么变", cell: ({ line }) => <Tag tone={toneOf(line)}>{changes[line.change]}</Tag> },
              { head: from.name, cell: ({ words }) => <Value words={words[0]} /> },
              { head: to.name, cell: ({ words }) => <Value words={words[1]} /> },
            ]}
          />
        </ConsolePage>,
      ),
    );
  },
});

const changes = { added: "增加", removed: "去掉", changed: "改动" } as const;

function toneOf({ change }: DifferenceLine) {
  return change === "removed" ? ("warn" as const) : change === "added" ? ("brand" as const) : ("plain" as const);
}

/** A value with its lines. */
export function Value(props: { words: string }) {
  return (
    <>
      {props.words.split("\n").map((line, at) => (
        <span class={at === 0 ? undefined : "sub"} key={at}>
          {line}
        </span>
      ))}
    </>
  );
}

async function sideOf(house: House, kept: Kept, side: string): Promise<{ name: string; document: ItemDocument }> {
  const { item, draft, document } = kept;
  if (side === "draft") return { name: draft ? "草稿" : `第 ${item.version} 版`, document };
  if (side === "upper") {
    const upper = item.upper === undefined ? undefined : await findItem(house.db, item.upper);
    const version = upper && (await findVersion(house, upper.id, upper.version));
    if (!upper || !version) throw new HallError("not-found", "catalogue/no-version", "这个事项没有上级事项");
    return { name: `上级第 ${upper.version} 版`, document: version.document };
  }
  const version = await findVersion(house, item.id, Number(side));
  if (!version) throw new HallError("not-found", "catalogue/no-version", "这个事项没有这个版本");
  return { name: `第 ${side} 版`, document: version.document };
}

export const comparePages: readonly Page[] = [comparePage];
