import { pino } from "pino";
import { type Bench, median } from "../../../tools/bench/bench.ts";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { closeDb, type Db, inTransaction, openDb, runStatement } from "../../kernel/db/index.ts";
import { indexItems, search, suggest, syncSynonyms } from "./index.ts";
import { inventedEntries, inventedQueries } from "./invented.fixture.ts";

/** A county finds its own items and those above; the province finds its own and, in a second table, all below. */
const halls = { county: parseHallCode("440104"), province: parseHallCode("440000") };

/** What a search costs in a catalogue a hundred times as large as a city's. */
export const benches: Bench[] = [
  {
    name: "search: p99 over 200,000 titles",
    title: "检索二十万个事项：混合问法（含两个字的词），在县厅和省厅各问三次取中间，各句的 p99",
    unit: "ms",
    limit: { atMost: 50 },
    async run(context) {
      const count = context.quick ? 20_000 : 200_000;
      const db = await openDb({
        url: await context.database(),
        readers: 4,
        writers: 2,
        log: pino({ level: "silent" }),
      });
      try {
        const began = performance.now();
        await load(db, count);
        const loadSeconds = (performance.now() - began) / 1000;
        const phrases = inventedQueries(context.quick ? 20 : 40);
        const queries = Object.entries(halls).flatMap(([where, hall]) =>
          phrases.map((one) => ({ ...one, where, hall })),
        );
        for (const { words, hall } of queries.filter((_, at) => at % 8 === 0)) await search(db, { words, hall }); // warms up
        // Each phrase in three rounds, the middle counts: what a busy machine adds to one of them is not the search's.
        const rounds = queries.map((): number[] => []);
        for (let round = 0; round < 3; round += 1) {
          for (const [index, { kind, words, audience, hall }] of queries.entries()) {
            const start = performance.now();
            if (kind === "suggest") await suggest(db, words, hall);
            else await search(db, { words, hall, audience });
            rounds[index]?.push(performance.now() - start);
          }
        }
        const all = rounds.map(median);
        const detail: Record<string, number> = { titles: count, "load s": loadSeconds, phrases: all.length };
        detail["p50 ms"] = quantile(all, 0.5);
        detail["p99 of single calls ms"] = quantile(rounds.flat(), 0.99);
        for (const where of Object.keys(halls)) {
          const times = all.filter((_, index) => queries[index]?.where === where);
          detail[`p99 ${where} ms`] = quantile(times, 0.99);
        }
        for (const kind of new Set(queries.map((query) => query.kind))) {
          const times = all.filter((_, index) => queries[index]?.kind === kind);
          detail[`p99 ${kind} ms`] = quantile(times, 0.99);
        }
        return { value: quantile(all, 0.99), detail };
      } finally {
        await closeDb(db);
      }
    },
  },
];

async function load(db: Db, count: number): Promise<void> {
  await inTransaction(db, (tx) => syncSynonyms(tx));
  for (let start = 0; start < count; start += 5000) {
    const entries = inventedEntries(start, Math.min(count, start + 5000));
    await inTransaction(db, (tx) => indexItems(tx, entries), { budgetMs: 120_000, statementMs: 120_000 });
  }
  // As autovacuum leaves it some minutes later; it would otherwise start in the middle of the measurement.
  await runStatement(db, "vacuum (analyze) catalogue.search_entry", []);
  await runStatement(db, "vacuum (analyze) catalogue.search_matter", []);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
