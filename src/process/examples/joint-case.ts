import { advanceFlow, type FlowState, jointFlow, listTasks, startFlow } from "../index.ts";

/** 施工许可联办：消防退回一次，补齐后三家同意，牵头决定，发证送达。 */
export function runJointCase(): FlowState {
  const flow = jointFlow({
    branches: [
      { key: "fire", name: "消防意见", body: "消防救援机构", limit: 10 },
      { key: "air", name: "人防意见", body: "人民防空主管部门", limit: 5 },
      { key: "quality", name: "质量安全意见", body: "质量安全监督机构", limit: 1 },
    ],
  });
  let { state } = startFlow(flow);

  agree("accept", "examine", "air");
  const [fire] = listTasks(flow, state).filter((task) => task.node === "fire");
  if (!fire) throw new Error("消防的任务应当开着");
  // 退回到并联之外：其余两家的任务一并撤下，人防已给的意见作废。
  state = advanceFlow(flow, state, { kind: "return", token: fire.token, to: "examine", reason: "总平面图缺页" }).state;

  agree("examine", "fire", "air", "quality");
  agree("decide", "issue", "deliver");
  return state;

  function agree(...nodes: string[]): void {
    for (const node of nodes) {
      const task = listTasks(flow, state).find((one) => one.node === node);
      if (!task) throw new Error(`环节 ${node} 没有任务`);
      state = advanceFlow(flow, state, { kind: "agree", token: task.token }).state;
    }
  }
}
