import type { VNode } from "preact";
import type { Day } from "../../../kernel/calendar/index.ts";
import { Lattice } from "../../brand/index.ts";
import { fullDayWord } from "../time/index.ts";
import { Rosette, WaveBand } from "./guilloche.tsx";
import { type LicenceState, stateWords } from "./licence-state.ts";
import { QrCode } from "./qr.tsx";
import { SampleSeal } from "./seal.tsx";

/** What stands on the face of a licence. Only what may be shown publicly: names are already masked. */
export interface LicenceText {
  name: string;
  number: string;
  numberName?: string;
  holder: string;
  fields: readonly { label: string; value: string; wide?: boolean }[];
  issuer: string;
  issuedOn: Day;
  validUntil?: Day;
  state: LicenceState;
  /** Address that checks it. */
  checkUrl: string;
  /** 12 characters under the code, for whoever cannot scan. */
  checkCode: string;
}

/** The licence as a document worth having: fine lines, Song type, seal as a sample, code to check it. */
export function LicenceFace(props: { licence: LicenceText; level?: 2 | 3 | 4 }): VNode {
  const { licence } = props;
  const Title = `h${props.level ?? 2}` as const;
  const state = stateWords[licence.state];
  return (
    <article class="licence-face" aria-label={`${licence.name}，${licence.holder}`}>
      <WaveBand />
      <Rosette />
      <header>
        <p class="licence-kind">电子证照</p>
        <Title>{licence.name}</Title>
        <p>
          {licence.numberName ?? "证照编号"} <span class="code">{licence.number}</span>
        </p>
        <p class={state.good ? "licence-state" : "licence-state is-bad"}>{state.word}</p>
      </header>
      <dl>
        {licence.fields.map((field) => (
          <div key={field.label} class={field.wide ? "is-wide" : undefined}>
            <dt>{field.label}</dt>
            <dd>{field.value}</dd>
          </div>
        ))}
      </dl>
      <footer>
        <div class="licence-sign">
          <SampleSeal body={licence.issuer} />
          <p>
            签发 <time dateTime={licence.issuedOn}>{fullDayWord(licence.issuedOn)}</time>
            <small>与纸质证照同等有效</small>
          </p>
        </div>
        <div class="licence-scan">
          <QrCode text={licence.checkUrl} says="查验二维码" />
          <p>
            扫码验真
            <small class="code">{licence.checkCode}</small>
          </p>
        </div>
      </footer>
      <WaveBand />
    </article>
  );
}

/**
 * The same licence as a card in the pocket: on a phone, in 我的证照, beside the verdict.
 *
 * @param id of its lattice, unique on the page.
 */
export function PocketCard(props: { id: string; licence: LicenceText; level?: 2 | 3 | 4 }): VNode {
  const { licence } = props;
  const Title = `h${props.level ?? 3}` as const;
  const state = stateWords[licence.state];
  return (
    <article class={state.good ? "licence" : "licence is-off"} aria-label={`${licence.name}，${licence.holder}`}>
      <Lattice id={props.id} />
      <p class="issuer">{licence.issuer}</p>
      <Title>{licence.name}</Title>
      <span class="state">{state.word}</span>
      <div class="licence-foot">
        <dl>
          <dt>持证人</dt>
          <dd>{licence.holder}</dd>
          <dt>编号</dt>
          <dd class="code">{licence.number}</dd>
          <dt>有效期至</dt>
          <dd>{licence.validUntil ? fullDayWord(licence.validUntil) : "长期"}</dd>
        </dl>
        <QrCode text={licence.checkUrl} says="查验二维码" />
      </div>
    </article>
  );
}
