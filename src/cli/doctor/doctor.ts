import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { systemClock } from "../../kernel/clock/index.ts";
import { type Config, findRoot, readConfig } from "../../kernel/config/index.ts";
import { createLog } from "../../kernel/log/index.ts";
import { say } from "../say.ts";
import { checkDataFolder } from "./data-folder.ts";
import { lookAtDatabase } from "./database.ts";
import { checkDisk } from "./disk.ts";
import type { Finding } from "./finding.ts";
import { checkFonts } from "./fonts.ts";
import { checkPort } from "./port.ts";
import { checkTime } from "./time.ts";

const signs: Record<Finding["state"], string> = { fine: "✓", warning: "!", broken: "✗" };

/** `doctor`: looks at this machine and says in one sentence each what is wrong and how to mend it. Exit code 1 when something is broken. */
export async function doctor(): Promise<number> {
  const config = readConfig(findRoot());
  const findings = await examine(config);
  for (const { matter, state, sentence } of findings) say(`${signs[state]} ${matter}：${sentence}`);
  const wrong = findings.filter((each) => each.state === "broken").length;
  say(wrong === 0 ? "没有发现会妨碍运行的问题 · nothing stands in the way" : `有 ${wrong} 处要改 · ${wrong} to mend`);
  return wrong === 0 ? 0 : 1;
}

async function examine(config: Config): Promise<Finding[]> {
  const folder = await checkDataFolder(config.dataDir);
  const answering = await isOurs(config);
  const findings = [
    await checkDisk(config.dataDir),
    folder,
    await checkPort("PORT", config.host, config.port, answering),
    await checkPort("METRICS_PORT", "127.0.0.1", config.metricsPort, answering),
    await checkFonts(),
  ];
  const now = systemClock.now();
  if (folder.state === "broken") return [...findings, checkTime(now, bundled(config.root))];
  const { finding, lastRecorded, serverNow } = await lookAtDatabase(config, createLog({ level: "silent" }));
  const seen = [...bundled(config.root), ...(lastRecorded ? [{ at: lastRecorded, where: "数据库里最近的记录" }] : [])];
  return [...findings, checkTime(now, seen, config.databaseUrl ? serverNow : undefined), finding];
}

/** Whether a hall answers on our port now; then the ports are taken by ourselves. */
async function isOurs(config: Config): Promise<boolean> {
  const host = config.host === "0.0.0.0" ? "127.0.0.1" : config.host;
  const signal = AbortSignal.timeout(1_000);
  const answer = await fetch(`http://${host}:${config.port}/healthz`, { signal }).catch(() => undefined);
  return answer?.headers.get("x-request-id") !== null && answer?.ok === true;
}

/** When the program was bundled: an instant that has certainly passed. */
function bundled(root: string): { at: Date; where: string }[] {
  const mark = path.join(root, "dist", ".built");
  return existsSync(mark) ? [{ at: statSync(mark).mtime, where: "程序打包的时间" }] : [];
}
