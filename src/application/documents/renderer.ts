import path from "node:path";
import { Worker } from "node:worker_threads";
import type { House } from "../../kernel/house/index.ts";
import type { DocumentFacts } from "./facts.ts";

/** What the thread answers. */
export type Rendered = { task: number; bytes: Uint8Array } | { task: number; fault: string };

/** Makes PDFs in a thread of its own: 20 to 80 ms of work each, which no visitor of this process should wait for. */
export interface Renderer {
  render(facts: DocumentFacts): Promise<Buffer>;
  /** Ends the thread at once; what is under way fails. */
  stop(): Promise<void>;
}

/** The thread holds 60 MB of type and ends when nothing was asked of it for so long. */
const idleMs = 30_000;

/** @param root the project's folder: the type lies in `seed/fonts`, the bundled thread in `dist`. */
export function createRenderer(root: string): Renderer {
  const waiting = new Map<number, { resolve(bytes: Buffer): void; reject(fault: Error): void }>();
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastTask = 0;

  function open(): Worker {
    const source = import.meta.url.endsWith(".ts");
    const file = source
      ? new URL("./render-thread.ts", import.meta.url)
      : path.join(root, "dist", "render-document.js");
    const opened = new Worker(file, { workerData: { fonts: path.join(root, "seed", "fonts") } });
    opened.on("message", (answer: Rendered) => settle(answer));
    opened.on("error", (error: Error) => giveUp(opened, error));
    opened.on("exit", () => giveUp(opened, new Error("the thread that renders documents has ended")));
    return opened;
  }

  function settle(answer: Rendered): void {
    const asked = waiting.get(answer.task);
    waiting.delete(answer.task);
    if ("bytes" in answer) asked?.resolve(Buffer.from(answer.bytes));
    else asked?.reject(new Error(`a document could not be rendered: ${answer.fault}`));
    if (waiting.size > 0) return;
    // An idle thread keeps no process alive.
    thread?.unref();
    idle = setTimeout(() => void stop(), idleMs);
    idle.unref();
  }

  function giveUp(gone: Worker, error: Error): void {
    if (thread !== gone) return;
    thread = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const ending = thread;
    if (ending) giveUp(ending, new Error("the thread that renders documents was ended"));
    await ending?.terminate();
  }

  return {
    stop,
    render(facts) {
      clearTimeout(idle);
      thread ??= open();
      thread.ref();
      lastTask += 1;
      const task = lastTask;
      const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
      waiting.set(task, { resolve, reject });
      thread.postMessage({ task, facts });
      return promise;
    },
  };
}

const renderers = new Map<string, Renderer>();

/** The one renderer of this process. */
export function rendererOf({ config }: Pick<House, "config">): Renderer {
  let renderer = renderers.get(config.root);
  if (!renderer) {
    renderer = createRenderer(config.root);
    renderers.set(config.root, renderer);
  }
  return renderer;
}
