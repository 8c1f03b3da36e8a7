import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { HallError } from "../errors/index.ts";

/** One file `src/<module>/migrations/NNNN_verb_thing.sql`. */
export interface Migration {
  readonly module: string;
  readonly file: string;
  /** The text with LF line ends, so that a checkout on Windows has the same digest. */
  readonly text: string;
  /** Of `text`, hex. */
  readonly sha256: string;
  /** The file's first line is `-- no-transaction`: one statement that PostgreSQL refuses inside a transaction. */
  readonly alone: boolean;
}

/**
 * Reads the migrations of these modules: modules in the order given, files by number.
 *
 * @param root absolute path of the project.
 * @throws HallError invalid `kernel/migration-name`: not `NNNN_verb_thing.sql`, or a number used twice in a module.
 */
export function readMigrations(root: string, modules: readonly string[]): Migration[] {
  return modules.flatMap((module) => {
    const folder = path.join(root, "src", module, "migrations");
    if (!existsSync(folder)) return [];
    const files = readdirSync(folder)
      .filter((file) => file.endsWith(".sql"))
      .sort();
    checkNames(module, files);
    return files.map((file) => {
      const text = readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n");
      const sha256 = createHash("sha256").update(text).digest("hex");
      return { module, file, text, sha256, alone: text.startsWith("-- no-transaction\n") };
    });
  });
}

function checkNames(module: string, files: string[]): void {
  const bad = files.filter((file, at) => {
    const twice = at > 0 && files[at - 1]?.slice(0, 4) === file.slice(0, 4);
    return twice || !/^\d{4}_[a-z0-9]+(_[a-z0-9]+)+\.sql$/.test(file);
  });
  if (bad.length === 0) return;
  throw new HallError(
    "invalid",
    "kernel/migration-name",
    "迁移文件的名字或编号不对，请改成没有用过的 NNNN_verb_thing.sql",
    {
      module,
      files: bad,
    },
  );
}
