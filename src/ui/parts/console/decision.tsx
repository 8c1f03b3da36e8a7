import type { ComponentChildren, VNode } from "preact";
import { Button } from "../button/index.ts";
import { type Choice, Field } from "../field/index.ts";
import { LegalDocument, type LegalText } from "../legal/index.ts";

/** What the form of an officer always carries. */
interface DeskForm {
  id: string;
  action: string;
  csrf: string;
  title: string;
  /** Acts beside the main one: 转给同事, 请部门会办, 申请停表. Their name is `act`. */
  others?: readonly { value: string; label: string }[];
  level?: 2 | 4;
}

/** A task of the flow: what to look at, how it ends, what to say. */
export interface DecisionFormProps extends DeskForm {
  checklist?: { label: string; done: readonly string[]; items: readonly Choice[] };
  outcomes: readonly Choice[];
  outcome?: string;
  opinion: { value?: string; hint: string; error?: string };
  submit: string;
}

/** The officer's form beside the case: answers become one step of the journal, which nobody can change. */
export function DecisionForm(props: DecisionFormProps): VNode {
  const { id, checklist, opinion } = props;
  return (
    <DecideShell {...props}>
      {checklist && (
        <Field
          id={`${id}-checks`}
          name="checked"
          label={`${checklist.label}（${checklist.items.length} 项，已勾 ${checklist.done.length} 项）`}
          control={{ kind: "any-of", choices: checklist.items, values: checklist.done }}
        />
      )}
      <Field
        id={`${id}-outcome`}
        name="outcome"
        label="结论"
        control={{ kind: "one-of", choices: props.outcomes, value: props.outcome }}
      />
      <Field
        id={`${id}-opinion`}
        name="opinion"
        label="意见"
        hint={opinion.hint}
        error={opinion.error}
        control={{ kind: "long-text", value: opinion.value, maxLength: 500 }}
      />
      <Acts submit={props.submit} others={props.others} />
      <p class="small quiet">提交后写入办理日志，不能修改，只能追加。</p>
    </DecideShell>
  );
}

/** The pre-review: accept, one correction notice, or not accept. */
export interface PreReviewFormProps extends DeskForm {
  outcome: "accept" | "correct" | "refuse";
  /** Materials and fields that must be corrected: with any, 受理 cannot be chosen. */
  corrections: number;
  draft?: LegalText;
  /** 不告知，自收件日起视为受理（行政许可法第三十二条） */
  otherwise?: string;
}

/** Verdicts stand beside; here is what follows from them, with the one correction notice drafted alongside. */
export function PreReviewForm(props: PreReviewFormProps): VNode {
  const { id, corrections, draft } = props;
  const outcomes: Choice[] = [
    {
      value: "accept",
      label: "受理",
      hint: corrections > 0 ? `还有 ${corrections} 处要补正，暂不能选` : "材料齐全，两个时限从下一个工作日起算",
      disabled: corrections > 0,
    },
    {
      value: "correct",
      label: "一次告知补正",
      hint: corrections > 0 ? `${corrections} 处，只能告知这一次` : "先在左边认定要补正的材料",
    },
    { value: "refuse", label: "不予受理", hint: "须选法定理由，告知救济途径" },
  ];
  return (
    <DecideShell {...props}>
      <Field
        id={`${id}-outcome`}
        name="outcome"
        label="怎么处理"
        control={{ kind: "one-of", choices: outcomes, value: props.outcome }}
      />
      {draft && <LegalDocument text={draft} level={props.level === 4 ? 4 : 3} small />}
      <Acts submit={props.outcome === "accept" ? "受理" : "签发并送达"} others={props.others} />
      {props.otherwise && <p class="small quiet">逾期后果：{props.otherwise}</p>}
      <p class="small quiet">签发后短信、站内信同时送达，日志记一步，不能收回。</p>
    </DecideShell>
  );
}

function DecideShell(props: DeskForm & { children: ComponentChildren }): VNode {
  const Title = `h${props.level ?? 2}` as const;
  return (
    <form
      class="decide"
      id={props.id}
      method="post"
      action={props.action}
      noValidate
      aria-labelledby={`${props.id}-title`}
    >
      <Title id={`${props.id}-title`}>{props.title}</Title>
      {props.children}
      <input type="hidden" name="_csrf" value={props.csrf} />
    </form>
  );
}

function Acts(props: { submit: string; others: DeskForm["others"] }): VNode {
  return (
    <div class="field acts">
      <Button wide>{props.submit}</Button>
      {props.others && props.others.length > 0 && (
        <p class="row row-between">
          {props.others.map((act) => (
            <Button key={act.value} kind="plain" size="small" name="act" value={act.value}>
              {act.label}
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}
