import { acceptApplication, claimTask, isCaseNumber } from "../../../application/index.ts";
import { isHallCode } from "../../../kernel/codes/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import { isId } from "../../../kernel/ids/index.ts";
import type { Officer } from "../officer.ts";
import { caseHref } from "../paths.ts";

export type BatchAct = "claim" | "accept";

/** What came of one of several. */
export interface BatchResult {
  readonly key: string;
  readonly href: string;
  /** Undefined when nothing is known of the case. */
  readonly number: string | undefined;
  /** Undefined: done. */
  readonly refusal: string | undefined;
  readonly act: BatchAct;
}

/** As many as a page of the queue shows. */
export const mostAtOnce = 20;

/** How many acts run at the same time: one officer must not take all writers. */
const abreast = 4;

/**
 * Does one act on several tasks, each for itself: what is refused of one keeps no other back.
 *
 * @param tasks `hall.application.token`, with what was seen of each.
 */
export async function runBatch(
  house: House,
  officer: Officer,
  act: BatchAct,
  tasks: readonly { key: string; seen: string | undefined }[],
): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  for (let from = 0; from < tasks.length; from += abreast) {
    const some = tasks.slice(from, from + abreast);
    results.push(...(await Promise.all(some.map((task) => runOne(house, officer, act, task)))));
  }
  return results;
}

async function runOne(
  house: House,
  officer: Officer,
  act: BatchAct,
  { key, seen }: { key: string; seen: string | undefined },
): Promise<BatchResult> {
  const [hall = "", application = "", number = ""] = key.split(".");
  const token = Number(number);
  const about = { key, act, href: caseHref({ hall, application }), number: numberIn(seen) };
  if (!isHallCode(hall) || !isId(application) || !Number.isInteger(token)) {
    return { ...about, refusal: "没有找到这个办件" };
  }
  const command = { hall, application, seen };
  try {
    const moved =
      act === "claim"
        ? await claimTask(house, officer, { ...command, token })
        : await acceptApplication(house, officer, command);
    return { ...about, number: moved.number, refusal: undefined };
  } catch (error) {
    // What is away for one is away for all: that is said once, by the page.
    if (!(error instanceof HallError) || error.kind === "unavailable") throw error;
    return { ...about, refusal: error.message };
  }
}

/** The number as the page showed it, for the line of one that was refused; only the officer himself reads it. */
function numberIn(seen: string | undefined): string | undefined {
  try {
    const { s } = JSON.parse(Buffer.from(seen ?? "", "base64url").toString()) as { s?: { number?: unknown } };
    return typeof s?.number === "string" && isCaseNumber(s.number) ? s.number : undefined;
  } catch {
    return undefined;
  }
}
