import { hallsToKeep, mayEdit, mayKeepList, mayReview } from "../../catalogue/index.ts";
import { shownOf } from "../../identity/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { Actor, PageCall } from "../../kernel/http/index.ts";
import type { ConsolePageProps, DeskLink } from "../../ui/index.ts";
import { frameOf } from "../frame.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import {
  bodiesPath,
  editionsPath,
  editorsPath,
  exportPath,
  importPath,
  newItemPath,
  phrasesPath,
  searchesPath,
  upperPath,
} from "./paths.ts";

/** What a page of the editors needs of its call. */
export type EditorCall = Pick<PageCall, "house" | "actor" | "asset" | "display" | "request" | "csrfToken" | "query">;

/** An officer who signed in. */
export type Officer = Extract<Actor, { kind: "staff" }>;

/** Whoever writes or judges items, and in which halls. @throws HallError `catalogue/not-editor` (forbidden). */
export function requireKeeper(actor: Actor): { officer: Officer; halls: readonly HallCode[] } {
  const halls = hallsToKeep(actor);
  if (actor.kind !== "staff" || halls.length === 0) {
    throw new HallError("forbidden", "catalogue/not-editor", "只有编制、审查事项的工作人员可以看");
  }
  return { officer: actor, halls: halls.map(parseHallCode) };
}

/** Everything around a page of the editors. */
export type Surround = Omit<ConsolePageProps, "title" | "children" | "current" | "narrow" | "searched">;

/** The console around a page. @param hall whose; the first of the officer's when absent. */
export async function surroundOf(call: EditorCall, hall?: string): Promise<Surround> {
  const { house, actor, asset, display, request } = call;
  const { officer, halls } = requireKeeper(actor);
  const at = hall ?? halls[0] ?? house.config.hall;
  const frame = await frameOf(house, { asset, display, site: request.site, address: request.path, hall: at });
  const duties = [mayEdit(officer) ? "目录编制员" : "", mayReview(officer) ? "合法性审查员" : ""];
  const name = shownOf(request.session)?.name ?? "";
  const here = (key: string, href: string, icon: DeskLink["icon"], words: string): DeskLink[] =>
    frame.has(href) ? [{ key, href, icon, name: words }] : [];
  const keepsList = halls.some((one) => mayKeepList(officer, one));
  return {
    asset,
    hall: frame.hall,
    contrast: frame.contrast,
    unit: await hallName(call, at),
    seat: [name, duties.filter(Boolean).join("、")].filter(Boolean).join(" · "),
    home: { href: editorsPath, title: "网厅编制台" },
    search: { label: "查事项", action: editorsPath, placeholder: "事项名称、编码" },
    nav: [
      {
        title: "事项目录",
        links: [
          { key: "items", href: editorsPath, icon: "layers", name: "事项" },
          ...(mayEdit(officer) ? here("new", newItemPath, "plus", "新编事项") : []),
          ...(keepsList ? here("import", importPath, "upload", "导入") : []),
          ...here("export", exportPath, "download", "导出"),
          ...here("editions", editionsPath, "book-open-check", "通用目录"),
        ],
      },
      {
        title: "要补的",
        links: [
          ...here("upper", upperPath, "refresh-cw", "上级更新"),
          ...here("searches", searchesPath, "search", "没搜到的说法"),
          ...here("phrases", phrasesPath, "message-square", "说法和规范用语"),
          ...here("bodies", bodiesPath, "building", "对不上的部门"),
        ],
      },
      ...otherDesks(officer, here),
    ],
  };
}

function otherDesks(
  officer: Officer,
  here: (key: string, href: string, icon: DeskLink["icon"], words: string) => DeskLink[],
): ConsolePageProps["nav"] {
  const cases = officer.posts.some((post) => caseDuties.has(post)) ? here("desk", "/desk", "inbox", "办件") : [];
  const links = [...cases, ...here("account", "/account", "user-round", "我的账号")];
  return links.length > 0 ? [{ title: "别处", links }] : [];
}

const caseDuties: ReadonlySet<string> = new Set([
  "window-officer",
  "first-examiner",
  "reviewer",
  "co-reviewer",
  "inspector",
  "approver",
  "issuer",
]);

/** What a hall is called. */
export async function hallName({ house }: Pick<EditorCall, "house">, hall: string): Promise<string> {
  const halls = await hallsAtHand(house);
  const found = halls.find(hall);
  return found?.name ?? hall;
}
