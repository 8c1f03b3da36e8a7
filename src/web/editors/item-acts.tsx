import type { VNode } from "preact";
import { Button, Field } from "../../ui/index.ts";
import { type ActKey, keptActs } from "./acts.ts";
import type { ItemProps } from "./item-view.tsx";
import type { Kept } from "./kept.ts";
import { keptHref, powerHref } from "./paths.ts";
import { powers, powersOpen } from "./powers.ts";

/** What can be done now; every act with its reason, kept for good. */
export function ItemActs(props: Pick<ItemProps, "acts" | "refused" | "csrf" | "kept">): VNode {
  const { acts, refused, csrf, kept } = props;
  if (acts.length === 0) {
    return (
      <section class="decide" aria-labelledby="acts">
        <h2 id="acts">办理</h2>
        <p>{waitingWords(kept)}</p>
      </section>
    );
  }
  const typed = refused?.typed ?? { act: usualAct(acts), reason: "", document: "" };
  const fields = refused?.fields ?? {};
  return (
    <form class="decide" method="post" action={keptHref(kept.item.id)} noValidate aria-labelledby="acts">
      <input type="hidden" name="_csrf" value={csrf} />
      <h2 id="acts">办理</h2>
      <Field
        id="act-act"
        name="act"
        label="办什么"
        error={fields.act}
        control={{
          kind: "one-of",
          value: typed.act,
          choices: acts.map((value) => ({ value, label: keptActs[value].label, hint: keptActs[value].hint })),
        }}
      />
      <Field
        id="act-reason"
        name="reason"
        label="原因"
        hint="写进变更史，不能改"
        error={fields.reason}
        control={{ kind: "long-text", value: typed.reason, maxLength: 500, rows: 3 }}
      />
      <Field
        id="act-document"
        name="document"
        label="依据的文件"
        optional
        hint="名称和文号"
        control={{ kind: "text", value: typed.document, maxLength: 300 }}
      />
      <div class="field acts">
        <Button wide>确定办理</Button>
      </div>
    </form>
  );
}

/** The one act that is chosen beforehand: what ends something never is. */
function usualAct(acts: readonly ActKey[]): ActKey | undefined {
  const [only, ...others] = acts.filter((act) => act !== "discard" && act !== "cancel");
  return others.length === 0 ? only : undefined;
}

/** Moving the power or cutting the item: each has a page of its own, because it asks for more than a reason. */
export function ItemPowers({ kept }: { kept: Kept }): VNode | null {
  const open = powersOpen(kept);
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="powers">
      <h2 id="powers">移交和拆合</h2>
      <ul class="stack">
        {open.map((key) => (
          <li key={key}>
            <a href={powerHref(kept.item.id, key)}>{powers[key].label}</a>
            <span class="small quiet"> {powers[key].hint}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function waitingWords({ item, draft, mayEdit }: Kept): string {
  if (item.state === "cancelled") return "已经取消，各版本都还在。";
  if (draft?.state === "submitted") return "草稿在审查，等本大厅的合法性审查员。";
  if (draft?.state === "approved") return "草稿已通过审查，等编制员发布。";
  return mayEdit ? "先写草稿，再报审。" : "由别的部门编制，您只能看。";
}
