import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { optionalText, requireTask } from "./checks.ts";
import type { Move } from "./write-move.ts";

export interface IssueCommand extends CaseCommand {
  readonly token: number;
  /** What the document is called; that of the item version when absent. */
  readonly name?: string | undefined;
  /** 证照编号, 文号. */
  readonly documentNumber?: string | undefined;
  readonly validity?: string | undefined;
}

/**
 * Notes that the result has been made and signed (制证签发). The document itself is made by a job that hears of it.
 *
 * @throws HallError `application/task-gone`, `application/not-offered`, `process/on-hold` (conflict); `application/not-your-task` (forbidden).
 * @source 行政许可法 art. 39, 44
 */
export async function issueResult(house: House, actor: Actor, command: IssueCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideIssue(scene, command));
}

export function decideIssue(scene: Scene, command: Omit<IssueCommand, keyof CaseCommand>): Move {
  const { token } = command;
  requireTask(scene, token, ["issue"]);
  const { change } = flowMove(scene, scene.state.flow, [{ kind: "agree", token }]);
  const [first] = scene.version.document.results ?? [];
  const name = optionalText(command.name, "name", 200) ?? first?.resultName ?? "办理结果";
  return {
    kind: "issueResult",
    facts: { flow: change, token, issued: true },
    words: {
      document: {
        name,
        number: optionalText(command.documentNumber, "documentNumber", 100),
        validity: optionalText(command.validity, "validity", 200) ?? first?.validity,
      },
    },
  };
}
