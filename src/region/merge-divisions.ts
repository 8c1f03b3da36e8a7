import { parseDivisionCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type ChangeCommand, type Changed, changeRegister, type RegionHouse } from "./change-register.ts";
import { below, type Draft, end, found, moveUnder, type Place, placeOf, rename } from "./draft.ts";
import { parseName } from "./name.ts";

/** Which places become which one. */
export interface Merger {
  /** The places that are merged; the one they become may be among them. */
  readonly codes: readonly string[];
  /** The place they become: one that lives (`name` then renames it), or a new one under the upper place of the first. */
  readonly into: { readonly code: string; readonly name?: string | undefined };
}

/**
 * Merges places of one level (合并). What stood below them stands below the new one; their old codes lead there.
 *
 * @throws HallError `region/bad-merger` (invalid): nothing to merge, or levels differ; `region/code-taken`, `region/no-division`,
 *   `region/division-ended`, `region/too-early`; as `changeRegister`.
 */
export async function mergeDivisions(
  house: RegionHouse,
  tx: Tx,
  actor: Actor,
  command: ChangeCommand & Merger,
): Promise<Changed> {
  return await changeRegister(house, tx, actor, {
    ...command,
    kind: "merge",
    wanted: { changing: command.codes, named: [command.into.code] },
    draw: (draft) => drawMerger(draft, command),
  });
}

function drawMerger(draft: Draft, { codes, into }: Merger): void {
  const sources = [...new Set(codes)].map((code) => placeOf(draft, code));
  const target = targetOf(draft, sources, into);
  const ending = sources.filter((one) => one !== target);
  if (ending.length === 0 || sources.some(({ level }) => level !== target.level)) {
    throw new HallError("invalid", "region/bad-merger", "合并要有两个以上同级的区划", { codes });
  }
  for (const one of ending) {
    for (const child of below(draft, one.key)) moveUnder(draft, child, target);
    end(draft, one, [target]);
  }
}

function targetOf(draft: Draft, sources: readonly Place[], into: Merger["into"]): Place {
  const name = into.name === undefined ? undefined : parseName(into.name);
  if (draft.used.has(into.code)) {
    const target = placeOf(draft, into.code);
    if (name && name !== target.name) rename(draft, target, name);
    return target;
  }
  const first = sources[0];
  const upper = first?.upper && draft.places.get(first.upper);
  if (!first || !upper || !name) {
    throw new HallError("invalid", "region/bad-merger", "新设的区划要写明名称", {
      fields: { name: "新设的区划要写明名称" },
    });
  }
  const { level, kind, tier } = first;
  return found(draft, { code: parseDivisionCode(into.code), name, level, kind, tier }, upper);
}
