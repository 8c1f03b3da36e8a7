import { HallError } from "../kernel/errors/index.ts";
import { shortened } from "./tidy.ts";

/** One thing to put right, at one input. */
export interface Fault {
  /** Name of the input it stands at: `area`, `place.detail`, `rows.0.name`. */
  name: string;
  field: string;
  page: string;
  /** What the question is called, with its row: `车辆（第 2 辆）车牌`. */
  label: string;
  /** What to do, in Chinese, without personal data. */
  message: string;
  /** What was typed, cut to 30 characters; only for the person's own page. */
  typed?: string;
}

/** The words beside the question: what to do and what was typed, `只填数字，不带单位。您填的是“约86平”`. */
export function sayFault(fault: Fault): string {
  return fault.typed === undefined ? fault.message : `${fault.message}。您填的是“${fault.typed}”`;
}

/** What was typed, fit to be said again. */
export function quoted(typed: string | readonly string[]): string {
  return shortened((typeof typed === "string" ? typed : typed.join("、")).replace(/\s+/g, " ").trim(), 30);
}

/** @throws HallError `form/answers-faulty` (invalid) with `details.fields` by input name, when there are faults. */
export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const fields = Object.fromEntries(faults.map((fault) => [fault.name, fault.message]));
  throw new HallError("invalid", "form/answers-faulty", `有 ${faults.length} 处需要改`, { fields });
}
