import { compileForm, contextFor, type ItemForm } from "../../../application/index.ts";
import { findVersion, type Item, type ItemVersion } from "../../../catalogue/index.ts";
import type { Context } from "../../../form/index.ts";
import type { PageCall } from "../../../kernel/http/index.ts";
import { type Officer, requireOfficer } from "../officer.ts";
import { requireCounterItem } from "./items.ts";
import { requireVisitor, type Visitor, visitorRegister } from "./visitor.ts";

/** Everything the form of a visitor needs. */
export interface Counter {
  readonly officer: Officer;
  readonly visitor: Visitor;
  readonly who: string;
  readonly item: Item;
  readonly version: ItemVersion;
  readonly form: ItemForm;
  readonly context: Context;
}

/** Opens the form of an item for the visitor of a note. @throws HallError `web/visit-over`, `web/not-at-this-counter` (not-found). */
export async function openCounter(
  { house, actor }: Pick<PageCall, "house" | "actor">,
  { who, item: id }: { who: string; item: string },
): Promise<Counter> {
  const officer = requireOfficer(actor);
  const visitor = requireVisitor(house, officer, who);
  const item = await requireCounterItem(house, officer, visitor, id);
  const version = await findVersion(house, item.id, item.version);
  if (!version) throw new RangeError(`item ${item.id} has no version ${item.version}`);
  const form = compileForm(version.document);
  const context = await contextFor(house, form.form, item.hall, await visitorRegister(house, officer, visitor));
  return { officer, visitor, who, item, version, form, context };
}
