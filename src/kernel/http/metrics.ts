import { createServer, type Server } from "node:http";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** A figure a module offers to the watch. */
export interface GaugeDefinition {
  /** `wangting_outbox_oldest_seconds`: `wangting_`, what it is, its unit. */
  readonly name: string;
  /** Chinese. */
  readonly help: string;
  /** How figures of several processes become one: `max` for what all of them read from the database, `sum` for what each has. */
  readonly over: "sum" | "max";
  /** The names of the labels its values carry. */
  readonly labels?: readonly string[];
  /** Asked when figures are collected; must be quick. */
  read(): Promise<number | readonly { labels: Record<string, string>; value: number }[]>;
}

/** The figures of one process. */
export interface Metrics {
  readonly registry: Registry;
  /** One answered request. @param route its pattern, never its address; @param seconds from first byte to last. */
  observe(method: string, route: string, status: number, seconds: number): void;
  /** One page out of the cache (`hit`), rendered and kept (`miss`) or personal (`pass`). */
  countPage(outcome: "hit" | "miss" | "pass"): void;
}

/** @param gauges figures of modules; a failing one is left out, it does not hide the others. */
export function createMetrics(gauges: readonly GaugeDefinition[] = []): Metrics {
  const registry = new Registry();
  // Event-loop lag, resident memory, CPU, garbage collection.
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "wangting_http_request_seconds",
    help: "请求从到达到答完的秒数，按路由和状态",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const pages = new Counter({
    name: "wangting_page_cache_total",
    help: "页面缓存：命中、新算、个人页面",
    labelNames: ["outcome"],
    registers: [registry],
  });
  for (const gauge of gauges) addGauge(registry, gauge);
  return {
    registry,
    observe: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    countPage: (outcome) => pages.inc({ outcome }),
  };
}

function addGauge(registry: Registry, definition: GaugeDefinition): void {
  const gauge = new Gauge<string>({
    name: definition.name,
    help: definition.help,
    aggregator: definition.over,
    labelNames: [...(definition.labels ?? [])],
    registers: [registry],
    async collect() {
      try {
        const values = await definition.read();
        gauge.reset();
        if (typeof values === "number") gauge.set(values);
        else for (const { labels, value } of values) gauge.set(labels, value);
      } catch {
        // "Not known" is not 0: an alarm on the figure must not fall silent because the database is away.
        gauge.reset();
        if (!definition.labels) gauge.set(Number.NaN);
      }
    },
  });
}

/**
 * Answers `/metrics` on the loopback address, never on the public port.
 *
 * @param text the figures in the text format of Prometheus.
 */
export async function serveMetrics(port: number, text: () => Promise<string>): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    text().then(
      (body) => response.writeHead(200, { "content-type": Registry.PROMETHEUS_CONTENT_TYPE }).end(body),
      () => response.writeHead(503).end(),
    );
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return server;
}
