import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";

/** What a program did: its exit code (128 + signal when killed) and everything it printed. */
export interface Finished {
  code: number;
  output: string;
}

interface Options {
  cwd?: string;
  env?: Record<string, string | undefined>;
  /** `true` lets the program write straight to our terminal; its output is then not kept. */
  loud?: boolean;
  /** Hears what the program sends by `process.send`; opens that channel. */
  onMessage?: (message: unknown) => void;
}

const running = new Set<ChildProcess>();

/**
 * Starts a program in a process group of its own, so that {@link stopPrograms} reaches its children too.
 *
 * @returns the child; its end is awaited with {@link ended}.
 */
export function startProgram(command: string, args: readonly string[], options: Options = {}): ChildProcess {
  const { onMessage, loud } = options;
  const output = loud ? "inherit" : "pipe";
  const child = spawn(command, [...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: onMessage ? ["ignore", output, output, "ipc"] : ["ignore", output, output],
    detached: true,
  });
  if (onMessage) child.on("message", onMessage);
  running.add(child);
  child.once("exit", () => running.delete(child));
  child.once("error", () => running.delete(child));
  return child;
}

/** Waits for the program's end; a program that cannot be started counts as code 127 and never rejects. */
export function ended(child: ChildProcess): Promise<Finished> {
  const chunks: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: 127, output: error.message }));
    child.once("close", (code, signal) => {
      const number = signal ? 128 + (constants.signals[signal] ?? 0) : 0;
      resolve({ code: code ?? number, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

/** Runs a program to its end. */
export function runProgram(command: string, args: readonly string[], options: Options = {}): Promise<Finished> {
  return ended(startProgram(command, args, options));
}

/** Ends every program started here that still runs, with its children. */
export function stopPrograms(signal: NodeJS.Signals = "SIGTERM"): void {
  for (const child of running) killGroup(child, signal);
}

/** Ends one program and its children; one already gone is no error. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
