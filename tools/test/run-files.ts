/**
 * Runs test files in processes of their own and tells the parent how it went. Started by `tools/test.ts` as a child, so that
 * one signal to its group ends it with everything the tests started.
 *
 * Arguments: the root, then the files. Environment: `WANGTING_TEST_SQL`, see record-sql.ts.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { run } from "node:test";
import { endProgress, inWords, say, sayProgress } from "../say.ts";
import { showFailure, showOutput } from "./show.ts";
import { Counter } from "./tally.ts";

/** A test, and a file, still running then hangs: our slowest file needs half of it. */
const testLimit = 180_000;
/** Walking every journey in all four views is one file, and takes seven minutes on a quiet machine. */
const fileLimit = process.env.WANGTING_VIEWS === "all" ? 1_200_000 : 480_000;
const concurrency = 2;
const beat = 15_000;

const [root = "", ...files] = process.argv.slice(2);
const counter = new Counter();
const outputs = new Map<string, string>();
const start = performance.now();
const running = new Map<string, number>();
const pulse = setInterval(tellBeat, beat);

const stream = run({
  files: files.map((file) => join(root, file)),
  cwd: root,
  concurrency,
  timeout: testLimit,
  execArgv: ["--import", join(import.meta.dirname, "record-sql.ts")],
});

for await (const event of stream) {
  if (event.type === "test:stdout" || event.type === "test:stderr") {
    const { file, message } = event.data;
    outputs.set(file, `${outputs.get(file) ?? ""}${message}`.slice(-100_000));
    continue;
  }
  if (event.type === "test:dequeue" && event.data.name === event.data.file)
    running.set(event.data.file, performance.now());
  if (event.type === "test:complete" && event.data.name === event.data.file) running.delete(event.data.file);
  const failure = counter.take(event);
  if (failure) {
    endProgress();
    showFailure(failure, root);
    showOutput(outputs.get(failure.file) ?? "");
    outputs.delete(failure.file);
  }
  sayProgress(progress());
}

clearInterval(pulse);
endProgress();
process.send?.(counter.tally);

function progress(): string {
  const { passed, failed, files: done } = counter.tally;
  const time = inWords(performance.now() - start);
  return `… ${passed} passed, ${failed} failed so far · ${done.length}/${files.length} files · ${time}`;
}

/** A terminal has its moving line; a log gets a line every 15 s, so that a long run is seen to live and a hanging file is named. */
function tellBeat(): void {
  const slow = [...running]
    .filter(([, since]) => performance.now() - since > beat)
    .map(([file]) => relative(root, file));
  const text = slow.length > 0 ? `${progress()} · still in ${slow.join(", ")}` : progress();
  for (const [file, since] of running) if (performance.now() - since > fileLimit) endHanging(file);
  if (process.stdout.isTTY) sayProgress(text);
  else say(text);
}

/** `node:test` fails a test at its limit but waits for its process for ever; the file then counts as failed. */
function endHanging(file: string): void {
  for (const pid of childrenOf(process.pid)) {
    if (!readProc(pid, "cmdline").split("\0").includes(file)) continue;
    say(`✗ ${relative(root, file)} hangs: ended after ${inWords(fileLimit)}`);
    for (const below of [...childrenOf(pid), pid]) process.kill(below, "SIGKILL");
  }
}

function childrenOf(parent: number): number[] {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return all
    .filter((pid) => readProc(Number(pid), "stat").split(") ").at(-1)?.split(" ")[1] === String(parent))
    .map(Number);
}

/** Empty where the process has just ended or the system has no `/proc`. */
function readProc(pid: number, part: string): string {
  try {
    return readFileSync(`/proc/${pid}/${part}`, "utf8");
  } catch {
    return "";
  }
}
