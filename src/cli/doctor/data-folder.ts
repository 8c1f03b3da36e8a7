import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import { broken, type Finding, fine } from "./finding.ts";

const matter = "数据目录";

/**
 * Whether the data folder can be used by whoever runs this, or can be made.
 *
 * @param mayUse whether this user may read and write a folder; asked of the system when absent.
 */
export async function checkDataFolder(dataDir: string, mayUse = systemAllows): Promise<Finding> {
  const found = await stat(dataDir).catch(() => undefined);
  if (!found) return checkMakeable(dataDir, path.dirname(dataDir), mayUse);
  if (!found.isDirectory()) return broken(matter, `${dataDir} 不是目录：请移走它，或用 WANGTING_DATA 指定别的目录。`);
  if (!(await mayUse(dataDir))) {
    return broken(
      matter,
      `没有权限读写 ${dataDir}：请改成由运行大厅的用户所有（chown），或用 WANGTING_DATA 指定别的目录。`,
    );
  }
  if ((found.mode & 0o002) !== 0) {
    return broken(matter, `${dataDir} 谁都能写：请运行 chmod 700，免得别人改动数据。`);
  }
  return fine(matter, dataDir);
}

async function checkMakeable(dataDir: string, above: string, mayUse: typeof systemAllows): Promise<Finding> {
  const found = await stat(above).catch(() => undefined);
  if (!found && path.dirname(above) !== above) return checkMakeable(dataDir, path.dirname(above), mayUse);
  if (await mayUse(above)) return fine(matter, `${dataDir}（启动时新建）`);
  return broken(
    matter,
    `不能在 ${above} 下新建数据目录：请先建好并交给运行大厅的用户，或用 WANGTING_DATA 指定别的目录。`,
  );
}

function systemAllows(folder: string): Promise<boolean> {
  return access(folder, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}
