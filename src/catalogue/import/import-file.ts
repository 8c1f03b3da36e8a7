import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { spool } from "../../kernel/blob/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { requireListKeeper } from "../rights.ts";
import { type ImportCommand, type ImportReport, importItems } from "./import-items.ts";

/** Largest list in bytes: some 100,000 items as JSON Lines. */
export const mostListBytes = 150 * 1024 * 1024;

/**
 * Takes a list in that somebody sends: first to the disk, so that a connection that breaks or a file without end leaves
 * nothing half done in the catalogue; then as `importItems`.
 *
 * @throws HallError as `importItems`; invalid `blob/too-large` at the first byte beyond the limit, the rest is not asked for;
 *   what the stream throws.
 */
export async function importFile(
  house: Pick<House, "clock" | "outbox" | "db" | "config">,
  actor: Actor,
  command: ImportCommand,
): Promise<ImportReport> {
  requireListKeeper(actor, command.hall);
  const folder = join(house.config.dataDir, "spool");
  const { path } = await spool(command.content, { folder, limit: mostListBytes, clock: house.clock });
  try {
    return await importItems(house, actor, { ...command, content: createReadStream(path) });
  } finally {
    await rm(path, { force: true });
  }
}
