import { Type } from "typebox";
import {
  basisOf,
  depthOf,
  findItem,
  findItems,
  firstBrokenLine,
  historyOf,
  type Item,
  type ItemFinding,
  listVersions,
  reviewPointsOf,
  standardScore,
  successorsOf,
} from "../../catalogue/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Page, type PageAnswer, page, seeOther, show } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { type ActKey, actsOpen, isAct, keptActs } from "./acts.ts";
import { ItemView } from "./item-view.tsx";
import { loadKept } from "./kept.ts";
import { heldUntilSignedIn } from "./late.ts";
import { keptHref } from "./paths.ts";
import { type EditorCall, requireKeeper, surroundOf } from "./surround.ts";
import { namesOf } from "./words.ts";

/** The item named in an address. */
export const ItemParams = Type.Object({
  item: Type.String({ minLength: 36, maxLength: 36, pattern: "^[0-9a-f-]+$" }),
});

/** What was typed into the form of acts, and why it was refused. */
export interface RefusedAct {
  readonly typed: { readonly act: string; readonly reason: string; readonly document: string };
  readonly fields: Readonly<Record<string, string>>;
  readonly message: string;
}

async function showItem(call: EditorCall, id: string, refused?: RefusedAct, status = 200): Promise<PageAnswer> {
  const { house, actor } = call;
  const { officer } = requireKeeper(actor);
  const kept = await loadKept(house, officer, id);
  const { item, document, draft } = kept;
  const [versions, history, upper, laws, surround, successors] = await Promise.all([
    listVersions(house.db, item),
    historyOf(house.db, item.id),
    item.upper === undefined ? undefined : findItem(house.db, item.upper),
    basisOf(house.db, item.id),
    surroundOf(call, item.hall),
    item.state === "cancelled" ? standIns(house, item.id) : [],
  ]);
  const names = await namesOf(house.db, [
    ...versions.map(({ writtenBy }) => writtenBy),
    ...history.map((line) => line.actor),
    draft?.savedBy,
    draft?.reviewedBy,
  ]);
  const view = (
    <ItemView
      surround={surround}
      csrf={call.csrfToken()}
      kept={kept}
      acts={actsOpen(kept, officer)}
      versions={versions}
      history={history}
      isWhole={firstBrokenLine(history) === undefined}
      upper={upper}
      successors={successors}
      laws={laws.length}
      score={standardScore(document)}
      depth={depthOf(document)}
      points={reviewPointsOf(document)}
      names={names}
      refused={refused}
    />
  );
  return show(renderDocument(view), { status });
}

/** Who stands for a cancelled item now. */
async function standIns(house: House, item: Id): Promise<readonly Item[]> {
  const found = await findItems(house.db, await successorsOf(house.db, item));
  return [...found.values()];
}

const itemPage = page({
  method: "GET",
  path: "/editors/items/:item",
  role: "staff",
  summary: "一个事项：草稿到哪一步、机器查出的、各版本、变更史，和现在能办的",
  params: ItemParams,
  handle: (call) => showItem(call, call.params.item),
});

const actPage = page({
  method: "POST",
  path: "/editors/items/:item",
  role: "staff",
  summary: "报审、审查通过、退回、发布、暂停、恢复、取消，写明原因",
  params: ItemParams,
  body: Type.Object({
    act: Type.Optional(Type.String({ maxLength: 20 })),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
    document: Type.Optional(Type.String({ maxLength: 300 })),
  }),
  lapsed: (call) => heldUntilSignedIn(call),
  async handle(call) {
    const { house, actor, body, params } = call;
    const { officer } = requireKeeper(actor);
    const { item } = await loadKept(house, officer, params.item);
    const { act = "", reason = "", document = "" } = body;
    const refuse = (fields: Record<string, string>, message: string, status = 422) =>
      showItem(call, item.id, { typed: { act, reason, document }, fields, message }, status);
    if (!isAct(act)) return await refuse({ act: "请选要办什么" }, "请选要办什么");
    const ground = { reason: reason.trim(), ...(document.trim() !== "" && { document: document.trim() }) };
    try {
      await inTransaction(house.db, async (tx) => {
        await keptActs[act].run(house, tx, actor, { item: item.id, ...ground });
      });
    } catch (error) {
      if (!(error instanceof HallError) || error.kind === "forbidden" || error.kind === "unavailable") throw error;
      return await refuse(faultsOf(error, act), error.message, error.kind === "conflict" ? 409 : 422);
    }
    return seeOther(`${keptHref(item.id)}?done=${act}`);
  },
});

/** Beside which control a refusal stands. */
function faultsOf(error: HallError, act: ActKey): Record<string, string> {
  const { fields, findings } = error.details as { fields?: Record<string, string>; findings?: ItemFinding[] };
  if (fields?.reason !== undefined) return { reason: fields.reason };
  if (findings) return { act: `${error.message}：${findings.length} 处，见下面“机器查出的”` };
  return { act: `${keptActs[act].label}没有办成：${error.message}` };
}

export const itemPages: readonly Page[] = [itemPage, actPage];
