import { parseArgs } from "node:util";
import { type HallCode, parseHallCode } from "../kernel/codes/index.ts";
import type { Config } from "../kernel/config/index.ts";
import type { House } from "../kernel/house/index.ts";
import { inHouse } from "./in-house.ts";
import { engageFirst, equipHall, type HallOrder, type HallReport, openHall } from "./open-hall.ts";
import { complain, say } from "./say.ts";

const usage = `用法：
  ./wangting hall open 区划代码 [选项]   开设分厅；镇街是办事站，村居是办事点
    --name 名称  --host 域名  --hue 180到290       大厅的名称、域名、主题色，都可以不写
    --place 地名 --upper 上级代码 [--takes 代码,代码] 登记簿里还没有这个地方时先登记；takes 是划给它的下级
    --document 依据文件  --editor 登录名  --administrator 登录名
  ./wangting hall staff 大厅代码 --editor 登录名 --administrator 登录名
    已有的大厅：补齐常设部门和岗位，录用第一位编制员、管理员，密码只显示一次
例：./wangting hall open 445172 --place 某新区 --upper 445100 --takes 445102111 --document 省政府批复 --editor xinqu`;

/**
 * `hall open`: a branch hall, a station or a point, ready at once. `hall staff`: the first officers of a hall that is there.
 *
 * @returns 0, or 64 for wrong words; refusals are told by `main`.
 */
export async function hall(args: readonly string[]): Promise<number> {
  const order = readOrder(args);
  if (!order) {
    complain(usage);
    return 64;
  }
  return await inHouse(async (house) => {
    if (order.act === "staff") {
      const { departments } = await equipHall(house, parseHallCode(order.division), order.document);
      say(`✓ 新设部门 ${departments} 个 · departments`);
      await engage(house, order, parseHallCode(order.division));
      return 0;
    }
    const began = performance.now();
    const report = await openHall(house, order);
    tell(house.config, report, (performance.now() - began) / 1000);
    if (report.kind === "hall") await engage(house, order, report.hall);
    return 0;
  });
}

function readOrder(args: readonly string[]): (HallOrder & { readonly act: "open" | "staff" }) | undefined {
  const text = { type: "string" } as const;
  const names = ["name", "host", "hue", "editor", "administrator", "document", "place", "upper", "takes"] as const;
  const options = Object.fromEntries(names.map((name) => [name, text])) as Record<(typeof names)[number], typeof text>;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [act, division, ...rest] = positionals;
    const { place, upper, takes, hue, document = "开设分厅", ...more } = values;
    if ((act !== "open" && act !== "staff") || division === undefined || rest.length > 0) return undefined;
    if ((place === undefined) !== (upper === undefined)) return undefined;
    return {
      ...more,
      act,
      division,
      document,
      hue: hue === undefined ? undefined : Number(hue),
      place: place && upper ? { name: place, upper, takes: takes?.split(",") ?? [] } : undefined,
    };
  } catch {
    return undefined;
  }
}

const kinds = { hall: "分厅", station: "办事站", point: "办事点" } as const;

function tell(
  { publicUrl }: Config,
  { name, kind, hall: at, path, departments, sites }: HallReport,
  seconds: number,
): void {
  say(`✓ ${name}：${kinds[kind]}已开设，用了 ${seconds.toFixed(1)} 秒 · opened`);
  say(`  入口  ${publicUrl}${path}`);
  if (kind === "hall") say(`  部门  新设 ${departments} 个，都有窗口；站点 ${sites} 个`);
  else say(`  归 ${at} 大厅；新设部门 ${departments} 个`);
}

async function engage(house: House, order: HallOrder, at: HallCode): Promise<void> {
  for (const post of ["editor", "administrator"] as const) {
    const loginName = order[post];
    if (loginName === undefined) continue;
    const { password } = await engageFirst(house, { hall: at, loginName, post });
    say(
      `  ${post === "editor" ? "编制员" : "管理员"}  登录名 ${loginName}  密码 ${password}（首次登录要改，只显示这一次）`,
    );
  }
}
