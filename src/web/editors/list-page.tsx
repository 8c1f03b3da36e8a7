import { Type } from "typebox";
import {
  type BodyInUse,
  bodiesInUse,
  checkItem,
  countKept,
  findDraft,
  findVersion,
  type KeptItem,
  type KeptView,
  keptViews,
  listKept,
  mayKeepList,
} from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { page, show } from "../../kernel/http/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { type KeptLine, ListView } from "./list-view.tsx";
import { editorsPath } from "./paths.ts";
import { type Officer, requireKeeper, surroundOf } from "./surround.ts";
import { namesOf } from "./words.ts";

const size = 20;
const viewKey = Type.Enum(["all", "writing", "submitted", "approved", "published", "suspended", "cancelled"]);

/** `/editors`: the items an editor or reviewer keeps, with their drafts, what the rules say of them, and how complete they are. */
export const listPage = page({
  method: "GET",
  path: editorsPath,
  role: "staff",
  summary: "本大厅的事项和草稿：按状态、部门、名称找；标准化程度和机器查出的",
  query: Type.Object({
    view: Type.Optional(viewKey),
    q: Type.Optional(Type.String({ maxLength: 100 })),
    dept: Type.Optional(Type.String({ maxLength: 80 })),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  }),
  async handle(call) {
    const { house, actor, query } = call;
    const { officer, halls } = requireKeeper(actor);
    const bodies = (await Promise.all(halls.map((hall) => bodiesInUse(house, hall)))).flat();
    const dept = query.dept ?? usualDepartment(officer, bodies);
    const filter = { halls, words: query.q, bodies: dept === "all" ? undefined : bodiesOf(bodies, dept) };
    const view: KeptView = query.view ?? "all";
    const number = query.page ?? 1;
    const [counts, kept] = await Promise.all([
      countKept(house.db, filter),
      listKept(house.db, { ...filter, view }, { number, size }),
    ]);
    const names = await namesOf(
      house.db,
      kept.map(({ draft }) => draft?.savedBy),
    );
    const lines: KeptLine[] = [];
    for (const one of kept) lines.push(await lineOf(house, one, names));
    const surround = await surroundOf(call);
    const props = {
      surround,
      lines,
      counts,
      view,
      views: keptViews,
      page: number,
      pages: Math.ceil(counts[view] / size),
    };
    const chosen = { words: query.q ?? "", dept };
    return show(renderDocument(<ListView {...props} {...chosen} departments={departmentsOf(bodies)} />));
  },
});

async function lineOf(house: House, { item, draft }: KeptItem, names: (actor: string) => string): Promise<KeptLine> {
  const document = draft
    ? (await findDraft(house.db, item))?.document
    : (await findVersion(house, item.id, item.version))?.document;
  const findings = document ? checkItem(document) : [];
  return {
    item,
    draft: draft && { state: draft.state, savedAt: draft.savedAt, by: names(draft.savedBy) },
    errors: findings.filter(({ severity }) => severity === "error").length,
    others: findings.filter(({ severity }) => severity !== "error").length,
  };
}

/** An editor of one department sees his own items first; who keeps the list, and reviewers, see all. */
function usualDepartment(officer: Officer, bodies: readonly BodyInUse[]): string {
  const seats = officer.seats.filter(({ duty }) => duty === "catalogue-editor");
  const [first] = seats;
  const all = officer.posts.includes("legality-reviewer") || seats.some(({ hall }) => mayKeepList(officer, hall));
  if (all || !first) return "all";
  return bodies.some(({ department }) => department?.key === first.department) ? first.department : "all";
}

function bodiesOf(bodies: readonly BodyInUse[], dept: string): readonly BodyInUse[] {
  return bodies.filter(({ department }) => (dept === "none" ? !department : department?.key === dept));
}

function departmentsOf(bodies: readonly BodyInUse[]): readonly { value: string; label: string }[] {
  const known = new Map(
    bodies.flatMap(({ department }) => (department ? [[String(department.key), department.name]] : [])),
  );
  const unknown = bodies.some(({ department }) => !department);
  return [
    { value: "all", label: "全部部门" },
    ...[...known].map(([value, label]) => ({ value, label })),
    ...(unknown ? [{ value: "none", label: "对不上部门的" }] : []),
  ];
}
