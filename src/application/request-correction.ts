import { fieldsOf } from "../form/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, type Scene } from "./act.ts";
import { notOffered, optionalText, refuseAfterSilence, requireTask } from "./checks.ts";
import { correctionLimit } from "./clocks/index.ts";
import { formOf } from "./questions.ts";
import { runBeforeAcceptance } from "./silence.ts";
import type { Ask } from "./words.ts";
import type { Move } from "./write-move.ts";

export interface CorrectionCommand extends CaseCommand {
  /** Absent: the officer's task of acceptance; a co-department names its own. */
  readonly token?: number | undefined;
  /** Everything that is missing or wrong, one by one, each with its reason. */
  readonly asks: readonly Ask[];
  readonly note?: string | undefined;
  /** Working days the applicant is given, 1 to 250; the usual five when absent. Afterwards the office may close the case (`expireCorrection`). */
  readonly days?: number | undefined;
  /** Why old material is asked about a second time; stays visible in the case for ever. */
  readonly override?: string | undefined;
}

/**
 * Tells the applicant once, and all at once, what has to be put right (一次性告知补正). The case waits for him.
 *
 * A second notice may name only what the first answer brought. For anything that lay there already the officer must say why
 * it was not named before (`override`): the law gives one notice, so every other one is seen by the applicant and by supervision.
 *
 * @throws HallError `application/second-correction` (conflict) with `details.old`; `application/deemed-accepted`, `application/task-gone`,
 *   `process/on-hold` (conflict); `application/bad-asks` (invalid).
 * @source 行政许可法 art. 32(4); capabilities C5
 */
export async function requestCorrection(house: House, actor: Actor, command: CorrectionCommand): Promise<Moved> {
  return await runBeforeAcceptance(house, actor, command, (scene) => decideCorrection(scene, command));
}

export function decideCorrection(
  scene: Scene,
  { token, asks, note, days, override }: Omit<CorrectionCommand, keyof CaseCommand>,
): Move {
  const acts = token === undefined ? (["accept"] as const) : (["accept", "opinion", "examine", "decide"] as const);
  const { task, node } = requireTask(scene, token, acts);
  if (!node.mayCorrect) throw notOffered();
  const { change } = flowMove(scene, scene.state.flow, [{ kind: "requestCorrection", token: task.token }]);
  const checked = checkAsks(scene, asks);
  if (node.act === "accept") refuseAfterSilence(scene);
  if (days !== undefined && (!Number.isInteger(days) || days < 1 || days > 250)) {
    throw new HallError("invalid", "application/bad-days", "补正期限是1到250个工作日", {
      fields: { days: "补正期限是1到250个工作日" },
    });
  }
  const why = optionalText(override, "override", 500);
  const old = oldAmong(scene, checked);
  if (old.length > 0 && why === undefined) {
    throw new HallError(
      "conflict",
      "application/second-correction",
      "补正只能告知一次。要再要求原来就有的内容，须写明当时没有告知的原因，这一次会一直留在办件里",
      { old, fields: { override: "写明当时没有告知的原因" } },
    );
  }
  return {
    kind: "requestCorrection",
    facts: {
      flow: change,
      token: task.token,
      asked: { what: checked.map(nameOf), override: old.length > 0, days: days ?? correctionLimit.amount },
    },
    words: { asks: checked, note: optionalText(note, "note", 500), override: old.length > 0 ? why : undefined },
  };
}

/** How a thing that was asked for stands in the journal. */
export function nameOf({ kind, key }: Pick<Ask, "kind" | "key">): string {
  return `${kind}:${key}`;
}

/** What a further notice asks for although it lay there when the last one was written. */
function oldAmong({ state }: Scene, asks: readonly Ask[]): string[] {
  const last = state.corrections.at(-1);
  if (!last) return [];
  return asks.map(nameOf).filter((name) => !last.changed.includes(name));
}

function checkAsks({ version }: Scene, asks: readonly Ask[]): Ask[] {
  const fields: Record<string, string> = {};
  if (asks.length === 0) fields.asks = "请逐项写明要补正什么";
  if (asks.length > 200) fields.asks = "一次最多 200 项";
  const questions = new Set(fieldsOf(formOf(version)).map(({ key }) => key));
  const materials = new Set((version.document.materials ?? []).map(({ key }) => key));
  const seen = new Set<string>();
  const checked = asks.map(({ kind, key, reason }): Ask => {
    const name = `${kind}:${key}`;
    if (!(kind === "field" ? questions : materials).has(key)) fields[name] = "这个办件里没有这一项";
    else if (seen.has(name)) fields[name] = "同一项只写一次";
    seen.add(name);
    const said = reason.trim();
    if (said === "") fields[name] = "请写明要怎样补正";
    if (said.length > 500) fields[name] = "最多 500 个字";
    return { kind, key, reason: said };
  });
  if (Object.keys(fields).length > 0) {
    throw new HallError("invalid", "application/bad-asks", "补正告知的内容有误，请逐项核对", { fields });
  }
  return checked;
}
