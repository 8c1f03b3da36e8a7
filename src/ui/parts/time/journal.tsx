import type { ComponentChildren, VNode } from "preact";
import type { Day } from "../../../kernel/calendar/index.ts";
import { dayWord, instantWords } from "./day-words.ts";

/** A step of the case as people read it. `digest` is the beginning of the step's hash, `number` its place in the chain. */
export interface JournalStep {
  at: Date;
  title: string;
  text?: string;
  who?: string;
  documents?: readonly { href: string; label: string }[];
  mark?: { digest: string; number: number; href?: string };
  /** `now` is where the case stands, `warn` a correction or a card. */
  tone?: "now" | "warn";
}

/** A step still to come: until when, and who takes it. */
export interface JournalNext {
  when: string;
  title: string;
  text?: string;
  who?: string;
}

/**
 * 办理经过: the journal, newest first; steps to come stand above it, hollow.
 *
 * @param level heading level of a step's title, one below the section's own.
 */
export function Journal(props: {
  steps: readonly JournalStep[];
  next?: readonly JournalNext[];
  today?: Day;
  level?: 3 | 4;
}): VNode {
  const Title = `h${props.level ?? 3}` as const;
  return (
    <ol class="journal" reversed>
      {props.next?.map((step) => (
        <li class="todo" key={step.title}>
          <p class="journal-when">
            <b>接下来</b>
            {step.when}
          </p>
          <div>
            <Title>{step.title}</Title>
            {step.who && <p class="journal-who">{step.who}</p>}
            {step.text && <p>{step.text}</p>}
          </div>
        </li>
      ))}
      {props.steps.map((step) => (
        <li class={step.tone} key={`${step.at.getTime()} ${step.mark?.number ?? step.title}`}>
          <StepTime at={step.at} today={props.today} />
          <div>
            <Title>{step.title}</Title>
            {step.who && <p class="journal-who">{step.who}</p>}
            {step.text && <p>{step.text}</p>}
            <StepFoot step={step} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepTime(props: { at: Date; today: Day | undefined }): VNode {
  const { day, time, datetime } = instantWords(props.at);
  return (
    <time dateTime={datetime}>
      <b>{dayWord(day, props.today)}</b>
      {time}
    </time>
  );
}

function StepFoot(props: { step: JournalStep }): VNode | null {
  const { documents = [], mark } = props.step;
  if (documents.length === 0 && !mark) return null;
  return (
    <div class="row">
      {documents.map((document) => (
        <a href={document.href} key={document.href + document.label}>
          {document.label}
        </a>
      ))}
      {mark && <DigestMark digest={mark.digest} number={mark.number} href={mark.href} />}
    </div>
  );
}

/** 流水摘要 a71e·06: the first four digits of a step's hash and its number. Whoever wrote it down can see that nothing was changed. */
export function DigestMark(props: { digest: string; number: number; href?: string | undefined }): VNode {
  const mark = `${props.digest.slice(0, 4)}·${String(props.number).padStart(2, "0")}`;
  const words: ComponentChildren = (
    <>
      流水摘要 <span class="code">{mark}</span>
    </>
  );
  return props.href ? (
    <a class="digest" href={props.href}>
      {words}
    </a>
  ) : (
    <span class="digest">{words}</span>
  );
}
