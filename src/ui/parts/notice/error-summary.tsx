import type { VNode } from "preact";
import { Icon } from "../../icons/index.ts";

/** One thing to mend: the id of its control and the sentence that stands at it. */
export interface Fault {
  id: string;
  label: string;
  text: string;
  /** Where the control is, when it stands on another page; default: on this one. */
  href?: string | undefined;
}

/** Stands above the h1 of a page answered with 422; each line leads to its control. */
export function ErrorSummary(props: { id?: string; faults: readonly Fault[] }): VNode | null {
  if (props.faults.length === 0) return null;
  const id = props.id ?? "faults";
  return (
    <div class="error-summary" role="alert" aria-labelledby={id}>
      <h2 id={id}>
        <Icon name="circle-alert" />有 {props.faults.length} 处需要改
      </h2>
      <ul>
        {props.faults.map((fault) => (
          <li key={fault.id}>
            <a href={fault.href ?? `#${fault.id}`}>
              {fault.label}：{fault.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
