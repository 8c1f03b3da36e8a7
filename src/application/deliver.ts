import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { optionalText, requireTask, requireText } from "./checks.ts";
import { taskOf } from "./flow-change.ts";
import { isApplicant, mayRule, requireReader } from "./rights.ts";
import type { DeliveryWay, OpenTask } from "./state.ts";
import type { Move } from "./write-move.ts";

export interface DeliverCommand extends CaseCommand {
  readonly token: number;
  /** Online and by post it is delivered by this act; at the counter it waits until somebody collects it. */
  readonly way: DeliveryWay;
  /** 邮件号; needed by post. */
  readonly waybill?: string | undefined;
}

/**
 * Delivers the result (送达): online, by post, or ready at the counter.
 *
 * @throws HallError `application/task-gone`, `application/not-offered`, `process/on-hold` (conflict); `application/text-missing`
 *   (invalid) for a missing waybill; `application/not-your-task` (forbidden).
 * @source 行政许可法 art. 44
 */
export async function deliver(house: House, actor: Actor, command: DeliverCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideDeliver(scene, command));
}

export function decideDeliver(scene: Scene, { token, way, waybill }: Omit<DeliverCommand, keyof CaseCommand>): Move {
  requireTask(scene, token, ["deliver"]);
  const { state } = scene;
  const number =
    way === "post" ? requireText(waybill, "waybill", "请填邮件号", 60) : optionalText(waybill, "waybill", 60);
  const { change } = flowMove(scene, state.flow, [{ kind: "agree", token }]);
  const done = way !== "counter";
  return {
    kind: "deliver",
    facts: { token, delivery: { way, done }, ...(done && { flow: change }) },
    words: { waybill: number },
  };
}

export interface PickupCommand extends CaseCommand {
  /** Who takes it; needed at the counter. */
  readonly name?: string | undefined;
  readonly idNumber?: string | undefined;
  readonly note?: string | undefined;
}

/**
 * Registers that the result was collected (领取登记): at the counter by a window officer, which delivers it; online by the applicant
 * himself, afterwards. Once.
 *
 * @throws HallError `application/nothing-to-collect`, `application/already-collected`, `process/on-hold` (conflict); `application/text-missing`
 *   (invalid); `application/not-your-duty` (forbidden); `application/not-found` to strangers.
 */
export async function recordPickup(house: House, actor: Actor, command: PickupCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decidePickup(scene, command));
}

export function decidePickup(scene: Scene, command: Omit<PickupCommand, keyof CaseCommand>): Move {
  const { actor, hall, state } = scene;
  requireReader(actor, hall, state);
  const { delivery } = state;
  const atCounter = delivery !== null && delivery.deliveredAt === null;
  const officer = mayRule(actor, hall, state, ["window-officer"]);
  if (!officer && (atCounter || !isApplicant(actor, hall, state))) {
    throw new HallError("forbidden", "application/not-your-duty", "领取由窗口登记");
  }
  if (!delivery) throw new HallError("conflict", "application/nothing-to-collect", "还没有可以领取的结果");
  if (state.pickedUpAt) throw new HallError("conflict", "application/already-collected", "结果已经领取过了");
  const name = officer ? requireText(command.name, "name", "请填领取人姓名", 100) : undefined;
  const collector = name === undefined ? undefined : { name, idNumber: optionalText(command.idNumber, "idNumber", 30) };
  const words = { collector, note: optionalText(command.note, "note", 500) };
  const waiting = atCounter ? deliverTask(scene) : undefined;
  if (!waiting) return { kind: "recordPickup", facts: { pickedUp: true }, words };
  const { token } = waiting;
  const { change } = flowMove(scene, state.flow, [{ kind: "agree", token }]);
  return { kind: "recordPickup", facts: { flow: change, token, pickedUp: true }, words };
}

function deliverTask({ state, flow }: Scene): OpenTask | undefined {
  return state.tasks.find(({ node }) => taskOf(flow, node)?.act === "deliver");
}
