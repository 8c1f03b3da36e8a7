import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** A running `test-hall.ts`. */
export class TestHall {
  readonly lines: string[] = [];
  readonly #child: ChildProcess;
  #errors = "";
  #ended = false;

  constructor(options: { dataDir: string; writers?: number; durable?: boolean; uid?: number; gid?: number }) {
    const file = path.join(path.dirname(fileURLToPath(import.meta.url)), "test-hall.ts");
    const durable = options.durable === false ? "fast" : "durable";
    const args = ["--import", "tsx", file, options.dataDir, String(options.writers ?? 0), durable];
    const account = options.uid === undefined ? {} : { uid: options.uid, gid: options.gid };
    this.#child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"], ...account });
    let rest = "";
    this.#child.stdout?.on("data", (part) => {
      const parts = (rest + part).split("\n");
      rest = parts.pop() ?? "";
      this.lines.push(...parts);
    });
    this.#child.stderr?.on("data", (part) => {
      this.#errors += part;
    });
    this.#child.on("close", () => {
      this.#ended = true;
    });
  }

  /** Ids of rows whose commit was acknowledged. */
  acknowledged(): string[] {
    return this.lines.filter((line) => line.startsWith("ack ")).map((line) => line.slice(4));
  }

  /** Waits for the server; says its process id and whether it ran already. */
  async ready(): Promise<{ pid: number; adopted: boolean }> {
    const [, pid, adopted] = (await this.#line((line) => line.startsWith("ready "))).split(" ");
    return { pid: Number(pid), adopted: adopted === "true" };
  }

  /** Waits until that many rows more are acknowledged. */
  async writes(more: number): Promise<void> {
    const until = this.acknowledged().length + more;
    while (this.acknowledged().length < until) await this.#alive();
  }

  /** Asks it to let go of the server, and waits until it has. */
  async leave(): Promise<void> {
    this.#child.stdin?.end();
    await this.#line((line) => line === "stopped");
  }

  /** kill -9. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    while (!this.#ended) await pause(5);
  }

  async #line(wanted: (line: string) => boolean): Promise<string> {
    for (;;) {
      const found = this.lines.find(wanted);
      if (found !== undefined) return found;
      await this.#alive();
    }
  }

  async #alive(): Promise<void> {
    if (this.#ended) throw new Error(`the hall ended: ${this.#errors}`);
    await pause(5);
  }
}

/** The process id in `postmaster.pid` vanishes with the process; waits for that. */
export async function untilGone(pid: number): Promise<void> {
  while (existsSync(`/proc/${pid}/cmdline`)) await pause(10);
}
