import { type ErrorKind, HallError } from "../kernel/errors/index.ts";
import { complain } from "./say.ts";

/** Exit codes after sysexits(3): a process manager tells "mend the configuration" from "try again". */
const exitCodes: Record<ErrorKind, number> = {
  invalid: 78,
  forbidden: 77,
  "not-found": 66,
  conflict: 65,
  unavailable: 75,
};

/** Tells a person why a word failed, and gives the exit code: a refusal in Chinese with its fields, a defect with its trace. */
export function explainFailure(error: unknown): number {
  if (!(error instanceof HallError)) {
    complain("✗ 程序出错了，请把下面的内容报给维护者 · a defect, please report:");
    complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 70;
  }
  complain(`✗ ${error.message}（${error.code}）`);
  const { fields } = error.details;
  if (typeof fields === "object" && fields !== null) {
    for (const [name, sentence] of Object.entries(fields)) complain(`  ${name}：${sentence}`);
  }
  return exitCodes[error.kind];
}
