import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { filesOf, type StoredFile } from "../../material/index.ts";
import type { OwnCase } from "./own-case.ts";

/**
 * A file that the applicant gave to his case, now or before a correction, or prepares for one.
 *
 * @throws HallError `application/no-file` (not-found).
 */
export async function openCaseFile(
  house: Pick<House, "db">,
  { hall, application }: Pick<OwnCase, "hall" | "application">,
  file: string,
): Promise<StoredFile> {
  const files = await filesOf(house.db, hall, `case:${application}`);
  const found = files.find(({ id }) => id === file);
  if (!found) throw new HallError("not-found", "application/no-file", "这个办件里没有这个文件");
  return found;
}
