import type { VNode } from "preact";
import type { Day } from "../../../kernel/calendar/index.ts";
import { DigestMark, fullDayWord } from "../time/index.ts";
import { SampleSeal } from "./seal.tsx";

/** A numbered document of the law (文书): what it says and who says it. A paragraph is a text, a list is numbered. */
export interface LegalText {
  title: string;
  /** 越市监食补〔2026〕0417 号 */
  number: string;
  /** Not yet signed: says 草稿 beside its number and carries no seal. */
  draft?: boolean;
  to: string;
  body: readonly (string | readonly string[])[];
  signedBy: string;
  on: Day;
  /** Place of the seal, as a sample. */
  seal?: boolean;
  mark?: { digest: string; number: number };
}

/** A document on the page, in Song type. @param level heading level of its title. */
export function LegalDocument(props: { text: LegalText; level?: 2 | 3 | 4; small?: boolean }): VNode {
  const { text } = props;
  const Title = `h${props.level ?? 2}` as const;
  return (
    <article class={props.small ? "document small" : "document"} aria-label={`${text.title} ${text.number}`}>
      <Title>{text.title}</Title>
      <p class="doc-no">
        {text.number}
        {text.draft && <b> 草稿</b>}
      </p>
      <div class="doc-body">
        <p class="doc-to">{text.to}：</p>
        {text.body.map((part) =>
          typeof part === "string" ? (
            <p key={part}>{part}</p>
          ) : (
            <ol key={part.join()}>
              {part.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          ),
        )}
      </div>
      <div class="doc-sign">
        {text.seal && !text.draft && <SampleSeal body={text.signedBy} />}
        <p>
          {text.signedBy}
          <br />
          <time dateTime={text.on}>{fullDayWord(text.on)}</time>
        </p>
      </div>
      {text.mark && (
        <p class="doc-mark">
          <DigestMark {...text.mark} />
        </p>
      )}
    </article>
  );
}
