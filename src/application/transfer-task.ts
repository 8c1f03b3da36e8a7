import type { HallCode } from "../kernel/codes/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type Department, departmentsByKey, isDuty, postsOf } from "../organization/index.ts";
import { type CaseCommand, type Moved, runAct, type Scene } from "./act.ts";
import { requireTask, requireText } from "./checks.ts";
import { readStanding } from "./read-case.ts";
import type { Move } from "./write-move.ts";

const anyAct = ["accept", "examine", "opinion", "decide", "issue", "deliver"] as const;

export interface TransferCommand extends CaseCommand {
  readonly token: number;
  /** Key of the department that shall do it. */
  readonly department: string;
  readonly reason: string;
}

/**
 * The departments of a hall that could do a task: those with an open post for its duty. To any other a case would go and never come
 * back.
 */
export async function departmentsFor(
  house: Pick<House, "db">,
  hall: HallCode,
  duty: string,
): Promise<readonly Department[]> {
  if (!isDuty(duty)) return [];
  const posts = await postsOf(house.db, hall, { duty });
  const found = await departmentsByKey(house.db, [...new Set(posts.map(({ department }) => department))]);
  return found.filter(({ state }) => state === "live");
}

/**
 * Hands a task to another department of the hall (转办). The case stays whose it was, and no limit begins anew: since when it waits
 * counts on.
 *
 * @throws HallError `application/no-such-desk` (invalid) for a department that has no post for it, or the one that has it already;
 *   `application/text-missing` (invalid); `application/task-gone`, `process/on-hold` (conflict); `application/not-your-task` (forbidden).
 * @source code table submit_channel 5 (同级转办)
 */
export async function transferTask(house: House, actor: Actor, command: TransferCommand): Promise<Moved> {
  const { hall, application, token } = command;
  const standing = await readStanding(house.db, hall, application);
  const duty = standing?.state.tasks.find((task) => task.token === token)?.duty;
  const able = duty === undefined ? [] : await departmentsFor(house, hall, duty);
  return await runAct(house, actor, command, (scene) => decideTransfer(scene, command, able));
}

export function decideTransfer(
  scene: Scene,
  { token, department, reason }: Omit<TransferCommand, keyof CaseCommand>,
  able: readonly Department[],
): Move {
  const { task } = requireTask(scene, token, anyAct);
  if (scene.state.flow.hold) {
    throw new HallError("conflict", "process/on-hold", "办件正在暂停计时或等补正，恢复以后才能转办");
  }
  const to = able.find(({ key }) => String(key) === department);
  if (!to || task.department === department) {
    throw new HallError("invalid", "application/no-such-desk", "这个部门没有能办这个环节的岗位", {
      fields: { department: "请选一个有这个岗位的部门" },
    });
  }
  const why = requireText(reason, "reason", "请写明转办的理由");
  return {
    kind: "transferTask",
    facts: { token, transferred: { token, department } },
    words: { reason: why, to: to.name },
  };
}
