import type { VNode } from "preact";
import { type DemoAccount, demoAccounts } from "../../identity/index.ts";
import { Facts, Notice } from "../../ui/index.ts";
import { paths } from "./paths.ts";

/** In a demo: who one can sign in as. Their passwords are no secret, and nobody of them is real. */
export function DemoAccounts(): VNode {
  const { password, citizens, officers, place } = demoAccounts();
  const line = ({ signsInAs, who, part }: DemoAccount) => ({
    term: who,
    value: <span class="code">{signsInAs}</span>,
    ...(part === undefined ? {} : { note: part }),
  });
  return (
    <section aria-labelledby="demo" class="stack">
      <h2 id="demo">样例账号</h2>
      <p class="small">
        人都是虚构的，密码都是 <b class="code">{password}</b>
      </p>
      <Facts tight facts={citizens.map(line)} />
      <p class="small">{place}的工作人员</p>
      <Facts tight facts={officers.map(line)} />
    </section>
  );
}

/** In a demo: where the code can be read. */
export function DemoPhone(): VNode {
  return (
    <Notice
      tone="plain"
      icon="phone"
      title="样例大厅不发真短信"
      acts={
        <a href={paths.demoPhone} target="_blank" rel="noopener">
          在新窗口打开样例手机
        </a>
      }
    >
      <p>验证码几秒后出现在样例手机里。</p>
    </Notice>
  );
}
