import type { VNode } from "preact";
import type { ItemFinding } from "../../../catalogue/index.ts";
import { Tag } from "../../../ui/index.ts";
import { sameTogether } from "../finding-list.tsx";
import { severityNames, severityTones } from "../words.ts";

/** What the machine found of one field, beside it: rule, what is wrong, what to do. */
export function BesideField(props: { findings: readonly ItemFinding[] }): VNode | null {
  if (props.findings.length === 0) return null;
  return (
    <ul class="small stack above">
      {sameTogether(props.findings).map((one) => (
        <li key={`${one.rule} ${one.message}`}>
          <Tag tone={severityTones[one.severity]}>{severityNames[one.severity]}</Tag>{" "}
          <span class="code">{one.rule}</span> {one.message}。{one.mend}。
        </li>
      ))}
    </ul>
  );
}
