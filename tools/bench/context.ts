import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { moduleNames } from "../../src/house-order.ts";
import { startPostgres } from "../../src/kernel/db/index.ts";
import { migrate } from "../../src/kernel/migrate/index.ts";
import { median } from "./bench.ts";
import { type Load, type LoadResult, runLoad } from "./load.ts";
import { type Served, serve } from "./serve.ts";

/** What a case may use; everything started through it is ended after the case. */
export interface BenchContext {
  /** Short rounds, for a look only: no limit is judged. */
  quick: boolean;
  root: string;
  /** An empty folder of the case's own. */
  folder(): string;
  /** A migrated database of the case's own on a server that does sync: its URL. */
  database(): Promise<string>;
  /** Starts a server in a process of its own and waits until it answers. */
  serve(options: Parameters<typeof serve>[0]): Promise<Served>;
  /** Sends load from another process. */
  load(load: Load): Promise<LoadResult>;
  /**
   * Measures several things in turns (A B A B …), so that each sees the same machine; the first round warms up.
   *
   * @returns the median of each.
   */
  inTurns(measures: readonly (() => Promise<number>)[]): Promise<number[]>;
}

/** Makes the context of one case; `end` ends what the case has started. */
export function createContext(root: string, quick: boolean): { context: BenchContext; end(): Promise<void> } {
  const endings: (() => Promise<void> | void)[] = [];
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), "wangting-bench-"));
    endings.push(() => rmSync(made, { recursive: true, force: true, maxRetries: 5 }));
    return made;
  };
  const context: BenchContext = {
    quick,
    root,
    folder,
    async database() {
      const log = pino({ level: "silent" });
      const server = await startPostgres({ dataDir: join(folder(), "data"), durable: true, log });
      endings.push(() => server.stop());
      const present = readdirSync(join(root, "src"));
      const modules = moduleNames.filter((name) => present.includes(name));
      await migrate(server.url, { root, modules, log });
      return server.url;
    },
    async serve(options) {
      const served = await serve(options);
      endings.push(() => served.stop());
      return served;
    },
    load: (load) => runLoad(root, { seconds: quick ? 1 : 3, ...load }),
    async inTurns(measures) {
      const rounds = quick ? 2 : 6;
      const values = measures.map((): number[] => []);
      for (let round = 0; round < rounds; round += 1) {
        for (const [index, measure] of measures.entries()) {
          const value = await measure();
          if (round > 0) values[index]?.push(value);
        }
      }
      return values.map(median);
    },
  };
  const end = async (): Promise<void> => {
    for (const ending of endings.reverse()) await ending();
  };
  return { context, end };
}
