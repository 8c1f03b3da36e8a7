import { findItem, findVersion, type ItemDocument, listDifferences, standardScore } from "../../catalogue/index.ts";
import { dayOf } from "../../kernel/calendar/index.ts";
import { type Page, page, show } from "../../kernel/http/index.ts";
import { Notice, renderDocument } from "../../ui/index.ts";
import { frameOf } from "../frame.ts";
import { GuideView } from "../guide/guide-view.tsx";
import { hallsAtHand } from "../halls-at-hand.ts";
import { ItemParams } from "./item-page.tsx";
import { type Kept, loadKept } from "./kept.ts";
import { keptHref } from "./paths.ts";
import { type EditorCall, requireKeeper } from "./surround.ts";

/** `/editors/items/:item/preview`: the guide as visitors would read the draft. */
const previewPage = page({
  method: "GET",
  path: "/editors/items/:item/preview",
  role: "staff",
  summary: "草稿发布以后的办事指南会是什么样",
  params: ItemParams,
  async handle(call) {
    const { house, actor, asset, display, request, params } = call;
    const { officer } = requireKeeper(actor);
    const kept = await loadKept(house, officer, params.item);
    const { item, draft } = kept;
    const place = { asset, display, site: request.site, address: request.path, reader: call, hall: item.hall };
    const frame = await frameOf(house, place);
    const back = <a href={keptHref(item.id)}>回到编制台</a>;
    const title = draft ? "这是草稿的预览，还没有发布" : "这是在用的一版";
    return show(
      renderDocument(
        <GuideView
          house={house}
          frame={frame}
          guide={await guideOf(call, kept)}
          home={(await hallsAtHand(house)).find(item.hall)}
          others={[]}
          notice={<Notice tone="plain" title={title} acts={back} />}
        />,
      ),
    );
  },
});

/** The document as if it were the version in use; nobody can apply for a preview. */
async function guideOf({ house }: Pick<EditorCall, "house">, { item, document, draft }: Kept) {
  const above = item.upper === undefined ? undefined : await findItem(house.db, item.upper);
  const upper = above && (await findVersion(house, above.id, above.version));
  const now = house.clock.now();
  const version = item.version + (draft ? 1 : 0);
  return {
    item: { ...item, ...indexed(document), appliable: false, state: "published" as const, version },
    version: {
      item: item.id,
      version,
      hall: item.hall,
      document,
      upper: undefined,
      sha256: "",
      origin: "authored" as const,
      writtenAt: now,
    },
    document,
    differences: upper ? listDifferences(upper.document, document) : [],
    laws: [],
    score: standardScore(document),
    lately: undefined,
    chosen: [],
    stopped: undefined,
    publishedOn: dayOf(now),
  };
}

function indexed(document: ItemDocument) {
  const { taskName, plain, deptName, promiseDays, promiseUnit, legalDays, legalUnit, limitSceneNum } = document;
  const limit = (days: number | undefined, unit: string | undefined) =>
    days === undefined || unit === undefined ? undefined : { days, unit };
  return {
    name: taskName,
    plain,
    deptName,
    promise: limit(promiseDays, promiseUnit),
    legal: limit(legalDays, legalUnit),
    visits: limitSceneNum,
  };
}

export const previewPages: readonly Page[] = [previewPage];
