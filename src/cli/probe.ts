import path from "node:path";
import { modules } from "../house.ts";
import { systemClock } from "../kernel/clock/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { createServer, loadAssets } from "../kernel/http/index.ts";
import { createLog } from "../kernel/log/index.ts";
import {
  askPatiently,
  type ClickReport,
  editions,
  type GetPage,
  hallsOfSite,
  hallsToProbe,
  mostClicks,
  openPortal,
  type ProbedHall,
  probeClicks,
} from "../web/index.ts";
import { layFoundation } from "./foundation.ts";
import { closeHouse, openHouse } from "./open-house.ts";
import { complain, say } from "./say.ts";

const usage = `用法：
  ./wangting probe clicks [网址] [--hall 代码]
    从每个大厅的首页点起，证明每个事项 ≤ ${mostClicks} 次到办理。不写网址：看数据目录里的大厅，不占端口；
    写网址：看一个开着的大厅，例如 http://localhost:8080；--hall 只看一个大厅`;

const mostNamed = 50;

/** `probe`: proves on the real pages what the pages promise. */
export async function probe(args: readonly string[]): Promise<number> {
  const asked = readAsked(args);
  if (!asked) {
    complain(usage);
    return 64;
  }
  const { url, hall } = asked;
  if (url === undefined) return await probeHere(hall);
  return await click(await hallsOfSite(url), hall, askOver(url));
}

function readAsked([what, ...rest]: readonly string[]): { url?: string; hall?: string } | undefined {
  const at = rest.indexOf("--hall");
  const hall = at < 0 ? undefined : (rest[at + 1] ?? "");
  const [url, ...more] = at < 0 ? rest : rest.toSpliced(at, 2);
  if (what !== "clicks" || more.length > 0 || (url !== undefined && !URL.canParse(url))) return undefined;
  if (hall !== undefined && !/^\d{6}$/.test(hall)) return undefined;
  return { ...(url === undefined ? {} : { url }), ...(hall === undefined ? {} : { hall }) };
}

async function click(all: readonly ProbedHall[], hall: string | undefined, get: GetPage): Promise<number> {
  const halls = all.filter(({ code }) => hall === undefined || code === hall);
  return report(await probeClicks(halls, get), halls);
}

/** The hall of the data folder, without a port of its own; it may be running or not. */
async function probeHere(hall: string | undefined): Promise<number> {
  const config = readConfig(findRoot());
  const log = createLog({ level: "warn" });
  await using opened = new AsyncDisposableStack();
  const foundation = await layFoundation(config, { modules, log, clock: systemClock });
  opened.defer(() => foundation.stop());
  const house = await openHouse(config, foundation.url, log);
  opened.defer(() => closeHouse(house));
  const pages = modules.flatMap((module) => module.pages ?? []);
  const built = loadAssets(path.join(config.root, "dist", "assets"));
  const server = await createServer(house, {
    ...(await openPortal(house, { pages, built })),
    pages,
    accessLog: false,
    perMinute: 0,
  });
  opened.defer(() => server.app.close());
  return await click(await hallsToProbe(house), hall, askInside(server.app));
}

function report(found: ClickReport, halls: readonly ProbedHall[]): number {
  const levels = Map.groupBy(halls, ({ level }) => level);
  const counted = [...levels].map(
    ([level, some]) => `${level} ${some.length}（有事项的 ${some.filter(({ items }) => items.length > 0).length}）`,
  );
  say(`大厅 halls ${found.halls}：${counted.join("，")}；看了 ${found.pages} 页 pages`);
  say(`版本 editions：桌面版和手机版是同一份 HTML，各按自己露出的链接数；大字版另取一份，按手机数`);
  for (const { name } of editions) {
    const [, one = 0, two = 0, three = 0] = found.clicks.get(name) ?? [];
    say(`  ${name}：1 次 ${one}，2 次 ${two}，3 次 ${three}`);
  }
  say(`到在线办理 online ${found.online}，到指南的“怎么办” guide ${found.guided}`);
  for (const { edition, hall, item, name, why } of found.offenders.slice(0, mostNamed)) {
    complain(`✗ ${edition} ${hall} ${name} /items/${item}：${why}`);
  }
  if (found.offenders.length > mostNamed) complain(`… 还有 ${found.offenders.length - mostNamed} 个 more`);
  say(`items ${found.items}, over ${mostClicks} clicks: ${found.offenders.length}`);
  return found.offenders.length === 0 && found.items > 0 ? 0 : 1;
}

const mostHops = 3;

/** Asks the pages of this process. */
function askInside(app: Awaited<ReturnType<typeof createServer>>["app"]): GetPage {
  return async (address, cookie) => {
    let at = address;
    for (let hop = 0; ; hop += 1) {
      const answer = await app.inject({ url: at, headers: { accept: "text/html", ...(cookie ? { cookie } : {}) } });
      const { location } = answer.headers;
      if (location === undefined || hop === mostHops)
        return { status: answer.statusCode, address: at, body: answer.body };
      at = location;
    }
  };
}

/** Asks a hall that is running. */
function askOver(url: string): GetPage {
  return async (address, cookie) => {
    const answer = await askPatiently(url, address, { accept: "text/html", ...(cookie ? { cookie } : {}) });
    const { pathname, search } = new URL(answer.url);
    return { status: answer.status, address: pathname + search, body: await answer.text() };
  };
}
