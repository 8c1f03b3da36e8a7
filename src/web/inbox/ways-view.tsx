import type { VNode } from "preact";
import {
  Button,
  ErrorSummary,
  Facts,
  type Fault,
  Field,
  Fold,
  Form,
  type PageFrame,
  PageHead,
  PortalPage,
} from "../../ui/index.ts";
import { InnerSection } from "../inner-section.tsx";
import { inboxHref, waysHref, wayTo } from "./place.ts";

export interface WaysProps {
  frame: PageFrame;
  csrf: string;
  /** Text messages about cases. */
  sms: boolean;
  /** Whether this hall sends mail at all. */
  hasMail: boolean;
  /** The confirmed address, and one that waits for its code. */
  mail: string | undefined;
  asked: string | undefined;
  /** What was typed, and what to mend. */
  typed?: { readonly mail?: string; readonly code?: string };
  fields?: Readonly<Record<string, string>>;
}

const labels: Readonly<Record<string, string>> = { mail: "邮箱", code: "验证码" };

/** Beside the inbox: by which ways one wants to be told. */
export function WaysView(props: WaysProps): VNode {
  const { frame } = props;
  const faults = faultsOf(props);
  return (
    <PortalPage
      frame={frame}
      title={faults.length > 0 ? "错误：通知方式" : "通知方式"}
      crumbs={wayTo(frame, { href: inboxHref, title: "我的消息" })}
      here="通知方式"
      noindex
    >
      <ErrorSummary faults={faults} />
      <PageHead title="通知方式" lead="消息总在“我的消息”里。重要的几步，还可以发到手机和邮箱。" />
      <div class="stack-l">
        <SmsWay {...props} />
        <MailWay {...props} />
      </div>
    </PortalPage>
  );
}

/** Only what has a box of its own on the page as it stands. */
function faultsOf({ fields = {}, asked, hasMail }: WaysProps): Fault[] {
  const shown = hasMail ? (asked ? ["code", "mail"] : ["mail"]) : [];
  return shown.flatMap((name) => (fields[name] ? [{ id: name, label: labels[name] ?? name, text: fields[name] }] : []));
}

function SmsWay({ sms, csrf }: WaysProps): VNode {
  return (
    <InnerSection id="sms" title="短信">
      <div class="stack">
        <p>
          {sms ? "受理、补正、决定、送达时发短信到您登记的手机，夜里 10 点到早上 7 点不发。" : "办件的短信已经关闭。"}
        </p>
        <p class="small quiet">登录和更换手机号的验证码不受影响。</p>
        <form method="post" action={`${waysHref}/sms`}>
          <input type="hidden" name="_csrf" value={csrf} />
          <input type="hidden" name="on" value={sms ? "false" : "true"} />
          <Button kind="line">{sms ? "关闭办件短信" : "打开办件短信"}</Button>
        </form>
      </div>
    </InnerSection>
  );
}

function MailWay(props: WaysProps): VNode {
  return (
    <InnerSection id="mail-way" title="邮件">
      {props.hasMail ? <MailForms {...props} /> : <p>本大厅没有开通邮件通知。</p>}
    </InnerSection>
  );
}

function MailForms(props: WaysProps): VNode {
  const { mail, asked, csrf, typed = {}, fields = {} } = props;
  return (
    <div class="stack-l">
      {mail ? (
        <div class="stack">
          <Facts facts={[{ term: "收通知的邮箱", value: mail }]} />
          <form method="post" action={`${waysHref}/no-mail`}>
            <input type="hidden" name="_csrf" value={csrf} />
            <Button kind="line">不再用邮箱收通知</Button>
          </form>
        </div>
      ) : null}
      {asked ? (
        <Form action={`${waysHref}/code`} csrf={csrf}>
          <Field
            id="code"
            name="code"
            label="验证码"
            hint={`6 位数字，已发到 ${asked}，30 分钟内有效。`}
            error={fields.code}
            control={{
              kind: "text",
              value: typed.code,
              inputmode: "numeric",
              autocomplete: "one-time-code",
              width: "s",
              maxLength: 6,
            }}
          />
          <p>
            <Button>确认邮箱</Button>
          </p>
        </Form>
      ) : null}
      {mail || asked ? (
        <Fold title="换一个邮箱" open={fields.mail !== undefined}>
          <AskMail {...props} />
        </Fold>
      ) : (
        <AskMail {...props} />
      )}
    </div>
  );
}

function AskMail({ mail, asked, csrf, typed = {}, fields = {} }: WaysProps): VNode {
  return (
    <Form action={`${waysHref}/mail`} csrf={csrf}>
      <Field
        id="mail"
        name="mail"
        label={mail || asked ? "新的邮箱" : "邮箱"}
        hint="验证码发到这个邮箱，填回来才开始用。"
        error={fields.mail}
        control={{
          kind: "text",
          value: typed.mail,
          type: "email",
          inputmode: "email",
          autocomplete: "email",
          maxLength: 100,
        }}
      />
      <p>
        <Button kind={mail || asked ? "line" : "main"}>发送验证码</Button>
      </p>
    </Form>
  );
}
