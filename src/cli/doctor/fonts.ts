import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { type Finding, fine, warning } from "./finding.ts";

const matter = "中文字体";
const usualFolders = ["/usr/share/fonts", "/usr/local/share/fonts"];
const chineseFont = /cjk|noto.*sc|sourcehan|wqy|uming|ukai|simsun|simhei|msyh|pingfang|fangsong|kai/i;

/**
 * Whether this machine can draw Chinese. Visitors' browsers bring their own fonts; the machine needs one for pictures of
 * pages and for browser tests.
 *
 * @param look whether fontconfig is asked, and which folders are searched when it is not or knows none.
 */
export async function checkFonts(look = { fontconfig: true, folders: usualFolders }): Promise<Finding> {
  if ((look.fontconfig && (await askFontconfig())) || (await searchFolders(look.folders))) return fine(matter, "有");
  return warning(
    matter,
    "没有中文字体，截图和浏览器测试里的汉字会变成方框：请安装，例如 apt-get install fonts-noto-cjk。",
  );
}

async function askFontconfig(): Promise<boolean> {
  const answer = await promisify(execFile)("fc-list", [":lang=zh", "family"]).catch(() => undefined);
  return answer !== undefined && answer.stdout.trim() !== "";
}

async function searchFolders(folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    if (!existsSync(folder)) continue;
    const files = await readdir(folder, { recursive: true });
    if (files.some((file) => /\.(ttf|ttc|otf)$/i.test(file) && chineseFont.test(path.basename(file)))) return true;
  }
  return false;
}
