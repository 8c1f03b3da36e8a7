import {
  checkDraft,
  draftContext,
  formOfVersion,
  type ItemForm,
  type OpenedDraft,
  parseDraftId,
  requireDraft,
} from "../../application/index.ts";
import { findItem, type Item, type ItemDocument } from "../../catalogue/index.ts";
import { type Context, pagesOf } from "../../form/index.ts";
import { type Actor, type PageAnswer, type PageCall, seeOther } from "../../kernel/http/index.ts";
import type { Crumb, PageFrame } from "../../ui/index.ts";
import { ownFrame } from "./own-frame.ts";
import { draftHref, receiptHref, versionHref } from "./paths.ts";

/** One's own draft with everything a page about it shows. */
export interface Desk {
  readonly call: Call;
  readonly frame: PageFrame;
  readonly opened: OpenedDraft;
  /** The item as it is today. */
  readonly item: Item;
  readonly form: ItemForm & { readonly document: ItemDocument };
  readonly context: Context;
}

type Call = Pick<PageCall, "house" | "asset" | "display" | "request" | "csrfToken"> & { readonly actor: Actor };

/**
 * Opens the draft of an address.
 *
 * @param options.anyVersion the page works on a draft of an older version of the item too.
 * @returns instead of the desk an answer that leads on: to the receipt of a submitted one, to the changes of a new version.
 * @throws HallError as `requireDraft`.
 */
export async function openDesk(
  call: Call,
  draft: string,
  options: { anyVersion?: boolean } = {},
): Promise<Desk | { readonly leadsTo: PageAnswer }> {
  const { house, actor } = call;
  const opened = await requireDraft(house, actor, parseDraftId(draft));
  if (opened.state === "submitted") return { leadsTo: seeOther(receiptHref(opened.id)) };
  const item = await findItem(house.db, opened.item);
  if (!item) throw new RangeError(`draft ${opened.id} is for an item that never was`);
  const isOld = item.state === "published" && item.version !== opened.version;
  if (isOld && !options.anyVersion) return { leadsTo: seeOther(versionHref(opened.id)) };
  const form = await formOfVersion(house, opened.item, opened.version);
  const context = await draftContext(house, actor, form.form, opened);
  return { call, frame: await ownFrame(call, opened.hall), opened, item, form, context };
}

/** Everything that still stands in the way of submitting. */
export function checkDesk({ call, opened, context }: Desk): ReturnType<typeof checkDraft> {
  return checkDraft(call.house, opened, context);
}

/**
 * Which step of an application a page is, as its list of tasks counts them: the pages of the form, the materials if any, handing it in.
 *
 * @param page key of a page of the form, or `#materials`, or `#send`.
 */
export function stepOf(
  { form, opened }: Pick<Desk, "form" | "opened">,
  page: string,
  answers = opened.draft.answers,
): { at: number; of: number } {
  const pages = pagesOf(form.form, answers);
  const rest = form.materials.length === 0 ? ["#send"] : ["#materials", "#send"];
  const at = pages.findIndex(({ key }) => key === page);
  return { at: (at === -1 ? pages.length + rest.indexOf(page) : at) + 1, of: pages.length + rest.length };
}

/** The way to a page of the draft. */
export function crumbsOf({ opened, frame }: Pick<Desk, "opened" | "frame">, deep = true): Crumb[] {
  const guide = { href: `/items/${opened.item}`, title: opened.itemName };
  const home = { href: frame.hall.href, title: "首页" };
  return [home, guide, ...(deep ? [{ href: draftHref(opened.id), title: "申请" }] : [])];
}
