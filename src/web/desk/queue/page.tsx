import { Type } from "typebox";
import { findByNumber } from "../../../application/index.ts";
import { hallsToKeep } from "../../../catalogue/index.ts";
import { awaitsSecondFactor } from "../../../identity/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import { type Page, type PageAnswer, page, seeOther, show } from "../../../kernel/http/index.ts";
import { renderDocument } from "../../../ui/index.ts";
import { paths } from "../../account/paths.ts";
import { type DeskCall, surroundOf } from "../console.ts";
import { readNote, writeNote } from "../note.ts";
import { deskSeats, requireOfficer } from "../officer.ts";
import { caseHref, deskPath } from "../paths.ts";
import { type BatchAct, type BatchResult, mostAtOnce, runBatch } from "./batch.ts";
import { listQueue, type QueueWish } from "./list.ts";
import { hrefOf, QueueView } from "./view.tsx";

const Wish = Type.Object({
  seat: Type.Optional(Type.String({ maxLength: 200 })),
  claimed: Type.Optional(Type.Union([Type.Literal("mine"), Type.Literal("free")])),
  order: Type.Optional(Type.Union([Type.Literal("new"), Type.Literal("")])),
  q: Type.Optional(Type.String({ maxLength: 100 })),
  after: Type.Optional(Type.String({ maxLength: 300 })),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  /** What a batch came to. */
  done: Type.Optional(Type.String({ maxLength: 12_000 })),
});

/** 待办. A whole case number in the search leads to its case, open or finished. */
const queuePage = page({
  method: "GET",
  path: deskPath,
  role: "staff",
  summary: "工作台：本人岗位上的待办，先到期或新到的在前",
  query: Wish,
  async handle(call) {
    const { house, query } = call;
    const officer = requireOfficer(call.actor);
    if (awaitsSecondFactor(call.request.session)) return seeOther(paths.secondFactor);
    // Who only writes or judges items has nothing to do here.
    if (deskSeats(officer).length === 0 && hallsToKeep(officer).length > 0) return seeOther("/editors");
    const found = query.q === undefined ? undefined : await findByNumber(house, officer, query.q);
    if (found) return seeOther(caseHref(found));
    const results = query.done === undefined ? undefined : readNote<BatchResult[]>(house, officer, "batch", query.done);
    return await view(call, wishOf(query), results ? { results } : {});
  },
});

/** 批量认领、批量受理: each for itself, and what came of each. */
const batchPage = page({
  method: "POST",
  path: `${deskPath}/batch`,
  role: "staff",
  summary: "工作台：批量认领或批量受理，逐件说明结果",
  async handle(call) {
    const { house, form } = call;
    const officer = requireOfficer(call.actor);
    const wish = wishOfAddress(form.back);
    const chosen = [...new Set(listOf(form.task))];
    const act = form.act;
    if (act !== "claim" && act !== "accept") {
      throw new HallError("invalid", "web/no-act", "没有这种办法，请返回上一页重试");
    }
    if (chosen.length === 0) return await view(call, wish, { fault: "先勾选要一起办的件", status: 422 });
    if (chosen.length > mostAtOnce) {
      return await view(call, wish, { fault: `一次最多办 ${mostAtOnce} 件`, status: 422 });
    }
    const tasks = chosen.map((key) => ({ key, seen: textOf(form[`seen.${key}`]) }));
    const results = await runBatch(house, officer, act satisfies BatchAct, tasks);
    const back = hrefOf(wish);
    return seeOther(`${back}${back.includes("?") ? "&" : "?"}done=${writeNote(house, officer, "batch", results)}`);
  },
});

/** The queue and what is done with several of it. */
export const queuePages: readonly Page[] = [queuePage, batchPage];

async function view(
  call: DeskCall,
  wish: QueueWish,
  told: { results?: readonly BatchResult[]; fault?: string; status?: number },
): Promise<PageAnswer> {
  const { house } = call;
  const officer = requireOfficer(call.actor);
  const [surround, list] = await Promise.all([surroundOf(call, officer), listQueue(house, officer, wish)]);
  const html = renderDocument(
    <QueueView
      house={house}
      surround={surround}
      wish={wish}
      list={list}
      csrf={call.csrfToken()}
      results={told.results}
      fault={told.fault}
    />,
  );
  return show(html, told.status === undefined ? {} : { status: told.status });
}

interface Asked {
  readonly seat?: string;
  readonly claimed?: "mine" | "free";
  readonly order?: "new" | "";
  readonly q?: string;
  readonly after?: string;
  readonly page?: number;
}

function wishOf({ seat, claimed, order, q, after, page }: Asked): QueueWish {
  const words = q?.trim();
  return {
    seat: seat === "" ? undefined : seat,
    claimed,
    order: order === "new" ? "new" : undefined,
    q: words === "" ? undefined : words,
    after,
    page,
  };
}

/** The part of the queue a form stood in, as its address says it; whatever else it says counts for nothing. */
function wishOfAddress(back: unknown): QueueWish {
  const query = new URLSearchParams(typeof back === "string" ? (back.split("?")[1] ?? "") : "");
  const claimed = query.get("claimed");
  return {
    seat: query.get("seat") ?? undefined,
    claimed: claimed === "mine" || claimed === "free" ? claimed : undefined,
    order: query.get("order") === "new" ? "new" : undefined,
    q: query.get("q") ?? undefined,
  };
}

function listOf(given: string | readonly string[] | undefined): readonly string[] {
  return given === undefined ? [] : typeof given === "string" ? [given] : given;
}

function textOf(given: string | readonly string[] | undefined): string | undefined {
  return typeof given === "string" ? given : undefined;
}
