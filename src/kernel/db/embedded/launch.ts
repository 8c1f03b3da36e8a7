import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../../log/index.ts";
import type { Postgres } from "../start-postgres.ts";
import { failed } from "./failed.ts";
import { prepareFolder } from "./folder.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { isServerOf } from "./pid-file.ts";
import { adoptOrStart, type Running } from "./server.ts";
import { removeSockets } from "./sockets.ts";
import { withStartLock } from "./start-lock.ts";
import { stopServer } from "./stop-server.ts";
import { enter, leave } from "./users.ts";

/** Starts or adopts the server of a data folder and keeps watch over it; see `startPostgres`. */
export async function launchPostgres(options: {
  dataDir: string;
  log: Log;
  durable?: boolean;
  binFolder?: string | undefined;
}): Promise<Postgres> {
  prepareFolder(options.dataDir);
  const layout = layoutOf(options.dataDir);
  const start = () => withStartLock(layout.dataDir, () => adoptOrStart({ ...options, layout }));

  const name = enterOrExplain(layout);
  let running: Running;
  try {
    running = await start();
  } catch (error) {
    leave(layout.users, name);
    throw failed(layout.dataDir, error);
  }
  const { adopted, url, adminUrl } = running;
  const watch = keepWatch(
    layout,
    options.log,
    () => running.pid,
    async () => {
      running = await start();
    },
  );

  return {
    url,
    adminUrl,
    adopted,
    get pid() {
      return running.pid;
    },
    async stop() {
      await watch.end();
      await withStartLock(layout.dataDir, async () => {
        if (!leave(layout.users, name)) return;
        await stopServer(layout, running.pid);
        removeSockets(layout, running.socketFolder);
      });
    },
  };
}

function enterOrExplain(layout: Layout): string {
  try {
    return enter(layout.users);
  } catch (error) {
    throw failed(layout.dataDir, error);
  }
}

/** Looks every 200 ms whether the server lives; starts it again when it does not. Never keeps the process alive. */
function keepWatch(layout: Layout, log: Log, pid: () => number, restart: () => Promise<void>) {
  const ending = new AbortController();
  let restarting: Promise<void> | undefined;
  let failures = 0;
  const timer = setInterval(() => {
    if (restarting || isServerOf(layout.cluster, pid())) return;
    log.error({ pid: pid() }, "数据库进程意外结束，正在重新启动");
    restarting = restart()
      .then(() => {
        failures = 0;
        log.info({ pid: pid() }, "数据库已恢复");
      })
      .catch(async (error: unknown) => {
        failures += 1;
        log.error({ err: error }, "数据库没有恢复，稍后再试");
        const wait = Math.min(30_000, 500 * 2 ** failures);
        await pause(wait, undefined, { ref: false, signal: ending.signal }).catch(() => undefined);
      })
      .finally(() => {
        restarting = undefined;
      });
  }, 200);
  timer.unref();
  return {
    async end() {
      clearInterval(timer);
      ending.abort();
      await restarting;
    },
  };
}
