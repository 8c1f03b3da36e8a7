import { randomBytes } from "node:crypto";
import { modules } from "../house.ts";
import { startRealNameStandIn } from "../identity/index.ts";
import { systemClock } from "../kernel/clock/index.ts";
import { type Config, findRoot, loadSecret, readConfig } from "../kernel/config/index.ts";
import { serveMetrics, startWorkers } from "../kernel/http/index.ts";
import { createLog, type Log } from "../kernel/log/index.ts";
import { startStandIns } from "../notification/index.ts";
import { type Foundation, layFoundation } from "./foundation.ts";
import { closeHouse, openHouse } from "./open-house.ts";
import { listening } from "./ports.ts";
import { say } from "./say.ts";
import { seedDemo } from "./seed-demo.ts";
import { serveHouse } from "./serving.ts";
import { signalToStop } from "./signals.ts";

/** `start`: runs the hall until it is told to stop. */
export function start(): Promise<number> {
  return runHall(readConfig(findRoot()));
}

/** `demo`: a hall with sample data, marked as such. */
export function demo(): Promise<number> {
  return runHall(readConfig(findRoot(), true));
}

async function runHall(given: Config): Promise<number> {
  // Somebody who looks at a demo reads our words, not JSON lines.
  const log = createLog({ level: given.demo && given.logLevel === "info" ? "warn" : given.logLevel });
  const stop = signalToStop();
  loadSecret(given.dataDir);
  say("正在启动大厅 · starting the hall");
  {
    // What was opened is closed in the opposite order, also when something later fails to open.
    await using opened = new AsyncDisposableStack();
    const { config, env } = given.demo ? opened.use(await standInsFor(given)) : { config: given, env: {} };
    const foundation = await layFoundation(config, { modules, log, clock: systemClock });
    opened.defer(() => foundation.stop());
    for (const name of foundation.applied) say(`  已升级数据库 migrated: ${name}`);
    if (config.demo) await seed(config, foundation, log);
    opened.use(
      config.workers > 1 ? await runWorkers(config, { foundation, log, env }) : await runAlone(config, foundation, log),
    );
    say(`\n  ${config.demo ? "样例大厅" : "大厅"}已开：${config.publicUrl}`);
    if (config.demo) say("  样例账号写在登录页面，验证码在 /demo/phone 看 · demo accounts stand on the sign-in page");
    say("  按 Ctrl-C 停止 · press Ctrl-C to stop\n");
    await stop;
    say("正在停止：先办完手上的请求 · draining");
  }
  say("已停止 · stopped");
  return 0;
}

interface Outside extends AsyncDisposable {
  readonly config: Config;
  /** What the workers must be told of it. */
  readonly env: Readonly<Record<string, string>>;
}

/** Services of others that a demo hall lacks: text messages, mail and the check of real names, on loopback ports of this process. */
async function standInsFor(given: Config): Promise<Outside> {
  await using opened = new AsyncDisposableStack();
  const messages = opened.use(await startStandIns(given, systemClock));
  const config = { ...messages.config };
  const env: Record<string, string> = { ...messages.env };
  if (!config.realName) {
    const key = randomBytes(32).toString("hex");
    const names = await startRealNameStandIn({ key, clock: systemClock });
    opened.defer(() => names.close());
    config.realName = { url: names.url, key };
    Object.assign(env, { REAL_NAME_URL: names.url, REAL_NAME_KEY: key });
  }
  const running = opened.move();
  return { config, env, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** In a house of its own, before requests come: the first visitor finds everything there. */
async function seed(config: Config, foundation: Foundation, log: Log): Promise<void> {
  const house = await openHouse(config, foundation.url, log);
  try {
    await seedDemo(house);
  } finally {
    await closeHouse(house);
  }
}

/** One process does everything. */
async function runAlone(config: Config, foundation: Foundation, log: Log): Promise<AsyncDisposableStack> {
  await using opened = new AsyncDisposableStack();
  const house = await openHouse(config, foundation.url, log);
  opened.defer(() => closeHouse(house));
  const hall = await serveHouse(house);
  opened.defer(() => hall.stop());
  const metrics = await openMetrics(config, () => hall.server.metrics.registry.metrics());
  opened.defer(() => void metrics.close());
  return opened.move();
}

/** This process keeps the database and watches over the others, which answer the requests. */
async function runWorkers(
  config: Config,
  parts: { foundation: Foundation; log: Log; env: Outside["env"] },
): Promise<AsyncDisposableStack> {
  const { foundation, log, env } = parts;
  await using opened = new AsyncDisposableStack();
  const workers = startWorkers({ count: config.workers, log, env: { ...env, DATABASE_URL: foundation.url } });
  opened.defer(() => workers.stop());
  const metrics = await openMetrics(config, () => workers.metrics());
  opened.defer(() => void metrics.close());
  await workers.ready;
  const renew = () => void workers.roll();
  process.on("SIGHUP", renew);
  opened.defer(() => void process.off("SIGHUP", renew));
  return opened.move();
}

function openMetrics(config: Config, figures: () => Promise<string>) {
  return listening("METRICS_PORT", config.metricsPort, () => serveMetrics(config.metricsPort, figures));
}
