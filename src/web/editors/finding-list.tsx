import type { VNode } from "preact";
import type { ItemFinding } from "../../catalogue/index.ts";
import { CardTable, Tag } from "../../ui/index.ts";
import { fieldName, sectionOf } from "./draft/section-of.ts";
import { draftHref } from "./paths.ts";
import { severityNames, severityTones } from "./words.ts";

const order = { error: 0, unknown: 1, warning: 2 } as const;

/** What the machine found, the errors first, each with its rule and the way to its field. @param edits whether the fields can be written now. */
export function FindingList(props: { findings: readonly ItemFinding[]; item: string; edits: boolean }): VNode {
  const findings = sameTogether(props.findings).sort((one, other) => order[one.severity] - order[other.severity]);
  return (
    <CardTable
      caption="机器查出的，要改的在前"
      captionHidden
      dense
      rows={findings}
      rowKey={(one) => `${one.rule} ${one.field} ${one.message}`}
      empty="规则和发布前的检查都通过了。"
      columns={[
        { head: "哪一项", role: "name", cell: (one) => <Where finding={one} item={props.item} edits={props.edits} /> },
        { head: "判定", cell: (one) => <Tag tone={severityTones[one.severity]}>{severityNames[one.severity]}</Tag> },
        { head: "规则", cell: (one) => <span class="code">{one.rule}</span> },
        {
          head: "问题和改法",
          cell: (one) => (
            <>
              {one.message}
              <span class="sub">{one.mend}</span>
            </>
          ),
        },
      ]}
    />
  );
}

/** What two rules say in the same words is said once, with both their codes. */
export function sameTogether(findings: readonly ItemFinding[]): ItemFinding[] {
  const said = new Map<string, ItemFinding>();
  for (const one of findings) {
    const key = `${one.field} ${one.severity} ${one.message}`;
    const before = said.get(key);
    said.set(key, before ? { ...before, rule: `${before.rule} ${one.rule}` } : one);
  }
  return [...said.values()];
}

function Where(props: { finding: ItemFinding; item: string; edits: boolean }): VNode {
  const { field } = props.finding;
  const section = sectionOf(field);
  if (!props.edits) return <span>{fieldName(field)}</span>;
  return <a href={draftHref(props.item, section.key, `f-${field}`)}>{fieldName(field)}</a>;
}
