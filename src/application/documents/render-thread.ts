/** The thread in which documents are rendered; `renderer.ts` starts it and talks to it. */
import { parentPort, workerData } from "node:worker_threads";
import type { DocumentFacts } from "./facts.ts";
import { openTypeface } from "./pdf/typeface.ts";
import { renderDocument } from "./render.ts";
import type { Rendered } from "./renderer.ts";

const { fonts } = workerData as { fonts: string };
const typeface = openTypeface(fonts);

parentPort?.on("message", async ({ task, facts }: { task: number; facts: DocumentFacts }) => {
  const answer = await rendered(task, facts);
  parentPort?.postMessage(answer);
});

async function rendered(task: number, facts: DocumentFacts): Promise<Rendered> {
  try {
    return { task, bytes: await renderDocument(typeface, facts) };
  } catch (error) {
    return { task, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
