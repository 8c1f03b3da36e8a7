import path from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { modules } from "../house.ts";
import { authenticator, rotationSchedule } from "../identity/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import type { House } from "../kernel/house/index.ts";
import { createServer, type HallServer, joinWorkers, loadAssets, type Serving, serve } from "../kernel/http/index.ts";
import { createWorker } from "../kernel/outbox/index.ts";
import { openPortal } from "../web/index.ts";
import { giveBackAfterStart } from "./memory.ts";
import { listening } from "./ports.ts";
import { kernelGauges, kernelReadyChecks } from "./watch.ts";

/** A process that answers requests and works through the outbox. */
export interface HallProcess {
  readonly serving: Serving;
  readonly server: HallServer;
  /** Answers what is under way, lets running work finish; afterwards nothing of ours uses the database. */
  stop(): Promise<void>;
}

/** Puts the whole house on its port and starts its worker. */
export async function serveHouse(house: House): Promise<HallProcess> {
  const built = loadAssets(path.join(house.config.root, "dist", "assets"));
  const pages = modules.flatMap((module) => module.pages ?? []);
  const server = await createServer(house, {
    ...(await openPortal(house, { pages, built })),
    authenticator,
    routes: modules.flatMap((module) => module.routes ?? []),
    pages,
    readyChecks: [...kernelReadyChecks(house), ...modules.flatMap((module) => module.readyChecks?.(house) ?? [])],
    gauges: [...kernelGauges(house), ...modules.flatMap((module) => module.gauges?.(house) ?? [])],
    version: manifest.version,
  });
  joinWorkers(server);
  const worker = createWorker(house, {
    hall: parseHallCode(house.config.hall),
    subscriptions: modules.flatMap((module) => module.subscriptions ?? []),
    schedules: [
      ...modules.flatMap((module) => module.schedules ?? []),
      rotationSchedule(modules.flatMap((module) => module.sealed ?? [])),
    ],
  });
  const serving = await listening("PORT", house.config.port, () => serve(house, server));
  worker.start();
  const keepMemory = giveBackAfterStart();
  return {
    serving,
    server,
    async stop() {
      keepMemory();
      await serving.close();
      await worker.stop();
    },
  };
}
