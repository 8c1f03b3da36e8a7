import { setTimeout as pause } from "node:timers/promises";
import { HallError } from "../../kernel/errors/index.ts";

const mostWaits = 20;

/**
 * Asks a site that is running, no faster than it lets a visitor ask: after 429 it waits as long as it is told.
 *
 * @throws HallError `web/site-away` (unavailable) when nobody answers.
 */
export async function askPatiently(url: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
  for (let waits = 0; ; waits += 1) {
    const answer = await fetch(new URL(path, url), { headers }).catch(() => undefined);
    if (!answer) throw new HallError("unavailable", "web/site-away", `${url} 没有应答`);
    if (answer.status !== 429 || waits >= mostWaits) return answer;
    await answer.body?.cancel();
    await pause(1000 * Math.max(1, Number(answer.headers.get("retry-after") ?? 1)));
  }
}
