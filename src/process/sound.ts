import { HallError } from "../kernel/errors/index.ts";
import { checkFlow } from "./check-flow.ts";
import type { Flow } from "./flow.ts";
import { type Structure, structureOf } from "./structure.ts";

/** A flow is an immutable document, so it is checked once and remembered as long as it lives. */
const known = new WeakMap<Flow, Structure>();

/**
 * The structure of a flow that may be run.
 *
 * @throws HallError `process/flow-unsound` (invalid) with the findings when `checkFlow` finds an error.
 */
export function soundStructure(flow: Flow): Structure {
  const before = known.get(flow);
  if (before) return before;
  const findings = checkFlow(flow).filter((finding) => finding.level === "error");
  if (findings.length > 0) {
    throw new HallError("invalid", "process/flow-unsound", "流程有错误，不能运行", { findings });
  }
  const structure = structureOf(flow);
  known.set(flow, structure);
  return structure;
}
