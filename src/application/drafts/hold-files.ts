import type { HallCode } from "../../kernel/codes/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { filesOf, findFiles } from "../../material/index.ts";
import { readContent } from "../read-case.ts";
import { filesIn, relinkFiles } from "./draft-files.ts";

/**
 * Tells `material` that a case holds every file it came with. Mostly it knows: they were the draft's. But a file that was taken out of the
 * draft in another window, after its owner was shown what he then handed in, would be swept a week later.
 */
export async function holdFiles(
  house: Pick<House, "db" | "seal" | "clock">,
  tx: Tx,
  of: { readonly hall: HallCode; readonly id: Id },
): Promise<void> {
  const { answers } = await readContent(house, of.hall, of.id);
  // Also what a correction has replaced since: the journal still shows it.
  const uses = await tx
    .selectFrom("application.material_use")
    .select("files")
    .where("hall", "=", of.hall)
    .where("application_id", "=", of.id)
    .execute();
  const held = (await filesOf(tx, of.hall, `case:${of.id}`)).map(({ id }) => id);
  const missing = [...uses.flatMap(({ files }) => files), ...filesIn(answers)].filter(
    (id) => !held.some((one) => one === id),
  );
  if (missing.length === 0) return;
  const there = await findFiles(tx, of.hall, missing);
  await relinkFiles(house, tx, of, { before: [], after: [...there.values()].map(({ id }) => id) });
}
