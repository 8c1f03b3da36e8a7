import cluster from "node:cluster";
import { explainFailure } from "./exit-code.ts";
import { keepMemorySmall } from "./memory.ts";
import { complain } from "./say.ts";

/** Each word's code is loaded only when the word is said: the doctor must work where the hall cannot start. */
const words: Record<string, () => Promise<(args: readonly string[]) => Promise<number>>> = {
  start: async () => (await import("./start.ts")).start,
  demo: async () => (await import("./start.ts")).demo,
  migrate: async () => (await import("./migrate.ts")).migrateOnly,
  doctor: async () => (await import("./doctor/doctor.ts")).doctor,
  audit: async () => (await import("./audit.ts")).audit,
  outbox: async () => (await import("./outbox.ts")).outbox,
  admin: async () => (await import("./admin.ts")).admin,
  key: async () => (await import("./key.ts")).key,
  import: async () => (await import("./import.ts")).importWord,
  export: async () => (await import("./import.ts")).exportWord,
  place: async () => (await import("./place.ts")).place,
  hall: async () => (await import("./hall.ts")).hall,
  load: async () => (await import("./load.ts")).load,
  probe: async () => (await import("./probe.ts")).probe,
};

async function run(word: string, args: readonly string[]): Promise<number> {
  const load = words[word];
  if (!load) {
    complain(`没有“${word}”这个词，可用的有：${Object.keys(words).join("、")} · unknown word`);
    return 64;
  }
  const act = await load();
  return act(args);
}

keepMemorySmall();
const [word = "start", ...args] = process.argv.slice(2);
try {
  process.exitCode = cluster.isWorker ? await (await import("./worker.ts")).work(word) : await run(word, args);
} catch (error) {
  process.exitCode = explainFailure(error);
}
