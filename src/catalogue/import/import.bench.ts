import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Bench } from "../../../tools/bench/bench.ts";
import type { BenchContext } from "../../../tools/bench/context.ts";
import { startProgram } from "../../../tools/run-program.ts";

interface Figures {
  readonly seconds: number;
  /** Seconds of CPU of the process that imports; the database's are not counted. */
  readonly cpu: number;
  /** Its largest resident memory in MB. */
  readonly peak: number;
  /** Milliseconds for which others had to wait: 99 % of the turns, and the longest. */
  readonly turn: number;
  readonly longest: number;
  readonly added: number;
  readonly changed: number;
  readonly refused: number;
}

/** Time and memory are two figures of one run. */
let measured: Figures | undefined;

/** What taking in a large list costs: the real items of Guangdong over and over, with codes of their own. */
export const benches: Bench[] = [
  {
    name: "import: seconds for 100,000 items",
    title: "导入 10 万个事项（JSON Lines，真实事项换编码）",
    unit: "s",
    limit: { atMost: 60 },
    async run(context) {
      measured = await measure(context);
      return { value: measured.seconds, detail: { ...measured } };
    },
  },
  {
    name: "import: memory for 100,000 items",
    title: "导入 10 万个事项时进程的最大常驻内存",
    unit: "MB",
    limit: { atMost: 500 },
    async run(context) {
      measured ??= await measure(context);
      return { value: measured.peak, detail: { ...measured } };
    },
  },
];

async function measure(context: BenchContext): Promise<Figures> {
  const count = context.quick ? 5_000 : 100_000;
  const list = join(context.folder(), "items.jsonl");
  await pipeline(Readable.from(lines(context.root, count)), createWriteStream(list));
  const script = join(context.root, "src/catalogue/import/import-run.fixture.ts");
  const env = { DATABASE_URL: await context.database(), LIST: list, MALLOC_ARENA_MAX: "2", NODE_ENV: "production" };
  const program = startProgram(process.execPath, ["--import", "tsx", script], { env });
  let said = "";
  let complained = "";
  program.stdout?.on("data", (chunk: Buffer) => (said += chunk));
  program.stderr?.on("data", (chunk: Buffer) => (complained = `${complained}${chunk}`.slice(-4000)));
  await once(program, "close");
  if (program.exitCode !== 0) throw new Error(`the import ended with ${program.exitCode}:\n${complained}`);
  const figures = JSON.parse(said) as Figures;
  if (figures.added + figures.refused !== count || figures.refused > count / 100) {
    throw new Error(`not what was to be imported: ${said}`);
  }
  return figures;
}

function* lines(root: string, count: number): Generator<string> {
  const real = readFileSync(join(root, "seed/items-guangdong.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { code: string });
  for (let at = 0; at < count; at += 1) {
    const item = real[at % real.length];
    if (!item) return;
    const round = Math.floor(at / real.length);
    const code = round === 0 ? item.code : `${item.code.slice(0, 19)}-${round}-${item.code.slice(19)}`.slice(0, 50);
    yield `${JSON.stringify({ ...item, code })}\n`;
  }
}
