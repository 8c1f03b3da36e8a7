import { broken, type Finding, fine } from "./finding.ts";

const matter = "时钟";
/** Nobody notices a few seconds; a due day can be missed by minutes. */
const tolerated = 60_000;

/**
 * Whether the clock of this machine can be right. Without a network only contradictions show: a time before the program
 * was built, before something the database has already recorded, or far from the database server's own clock.
 *
 * @param seen instants that have certainly passed, each with where it was seen.
 * @param server the database server's present, when it is another machine.
 */
export function checkTime(now: Date, seen: readonly { at: Date; where: string }[], server?: Date): Finding {
  const ahead = seen.filter(({ at }) => at.getTime() - now.getTime() > tolerated);
  const worst = ahead.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
  if (worst) {
    return broken(
      matter,
      `这台机器的时间是 ${shown(now)}，比${worst.where}（${shown(worst.at)}）还早：请校准时间（timedatectl set-ntp true）。`,
    );
  }
  const apart = server === undefined ? 0 : Math.abs(server.getTime() - now.getTime());
  if (apart > tolerated) {
    return broken(matter, `这台机器和数据库服务器的时间相差 ${Math.round(apart / 1000)} 秒：请给两边都开启时间同步。`);
  }
  return fine(matter, shown(now));
}

function shown(at: Date): string {
  return `${at.toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" })}（北京时间）`;
}
