import {
  departmentOfItem,
  findDraft,
  findItem,
  findingsForPublishing,
  findVersion,
  type Item,
  type ItemDocument,
  type ItemDraft,
  type ItemFinding,
  mayEditItem,
  mayReadDrafts,
  mayReviewIn,
} from "../../catalogue/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { parseId } from "../../kernel/ids/index.ts";
import type { Department } from "../../organization/index.ts";
import type { Officer } from "./surround.ts";

/** An item as its console shows it, with what this officer may do. */
export interface Kept {
  readonly item: Item;
  readonly draft: ItemDraft | undefined;
  /** The draft's document, else that of the version in use. */
  readonly document: ItemDocument;
  readonly inUse: ItemDocument | undefined;
  readonly department: Department | undefined;
  readonly findings: readonly ItemFinding[];
  readonly mayEdit: boolean;
  readonly mayReview: boolean;
  /** The draft can be written on now. */
  readonly isOpen: boolean;
}

/** Reads an item for whoever keeps or judges it. @throws HallError `catalogue/no-item` (not-found), also for other halls' officers. */
export async function loadKept(house: House, officer: Officer, id: string): Promise<Kept> {
  const item = await findItem(house.db, parseId(id));
  if (!item || !mayReadDrafts(officer, item.hall)) {
    throw new HallError("not-found", "catalogue/no-item", "没有这个事项，或它由别的大厅编制");
  }
  const [draft, version, department] = await Promise.all([
    findDraft(house.db, item),
    item.version > 0 ? findVersion(house, item.id, item.version) : undefined,
    departmentOfItem(house, item),
  ]);
  const document = draft?.document ?? version?.document ?? { taskName: item.name };
  const mayEdit = mayEditItem(officer, { hall: item.hall, department: department?.key });
  return {
    item,
    draft,
    document,
    inUse: version?.document,
    department,
    findings: await findingsForPublishing(house, house.db, item, document),
    mayEdit,
    mayReview: mayReviewIn(officer, item.hall),
    isOpen: mayEdit && item.state !== "cancelled" && draft?.state !== "submitted" && draft?.state !== "approved",
  };
}
