import type { ActableFor } from "../../identity/index.ts";
import { chooseActingFor, legalPersonsOf } from "../../identity/index.ts";
import { type Actor, type Page, type PageAnswer, page, seeOther, show } from "../../kernel/http/index.ts";
import { ButtonLink, type Choice, Field, FormPage, Notice, renderDocument } from "../../ui/index.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { ownFrame } from "../own-frame.ts";
import { accountCrumbs, lateTo } from "./account-frame.tsx";
import { actingFor, personOf } from "./own.ts";
import { paths, safeTo, withTo } from "./paths.ts";
import { mend, orAgain, type Refusal, typed, wordsAt } from "./refusal.ts";
import { roleWords, scopeGround, scopeWords } from "./scope-words.ts";
import { toQuery } from "./visitor.ts";

type Call = Parameters<typeof ownFrame>[0] & {
  readonly actor: Actor;
  readonly query: { readonly to?: string };
};

/** The value of acting for oneself. */
const self = "self";

async function showActing(call: Call, refusal?: Refusal): Promise<PageAnswer> {
  const { house, actor, query } = call;
  const to = safeTo(query.to);
  const companies = await legalPersonsOf(house, house.db, personOf(actor));
  const ground = await scopeGround(house.db, await hallsAtHand(house), companies);
  const labels = { who: "替谁办" };
  const { errors, faults } = wordsAt(labels, refusal);
  const frame = await ownFrame(call, { address: withTo(paths.acting, to) });
  const hint = (one: ActableFor) =>
    one.role === "representative" ? roleWords.representative : `${roleWords.agent}，${scopeWords(one.scope, ground)}`;
  const choices: Choice[] = [
    { value: self, label: "为自己办", ...(frame.person ? { hint: frame.person.name } : {}) },
    ...companies.map((one) => ({ value: one.id, label: `代“${one.name}”办`, hint: hint(one) })),
  ];
  const view = (
    <FormPage
      frame={frame}
      title="替谁办事"
      lead="选好以后，办件、消息、草稿都是这一位的，直到您再换回来或退出。"
      crumbs={accountCrumbs(frame)}
      faults={faults}
      action={withTo(paths.acting, to)}
      csrf={call.csrfToken()}
      submit="就这样办"
      later={{ words: "不换了", href: to ?? paths.account }}
      before={companies.length === 0 ? <NoCompanies /> : null}
    >
      <Field
        id="who"
        name="who"
        label={labels.who}
        error={errors.who}
        control={{ kind: "one-of", choices, value: actingFor(actor) ?? self }}
      />
    </FormPage>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

function NoCompanies() {
  return (
    <Notice
      tone="plain"
      title="您现在只能为自己办"
      acts={
        <ButtonLink kind="line" size="small" href={paths.companies}>
          登记我的单位
        </ButtonLink>
      }
    >
      <p>法定代表人登记单位后，或别人授权您代理以后，单位会出现在这里。</p>
    </Notice>
  );
}

/** `/account/acting`: oneself, or a company. */
export const actingPages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.acting,
    role: "citizen",
    summary: "选择替谁办事",
    query: toQuery,
    handle: (call) => showActing(call),
  }),
  page({
    method: "POST",
    path: paths.acting,
    role: "citizen",
    summary: "从现在起替自己或一家单位办事",
    query: toQuery,
    async handle(call) {
      const { house, actor, form, request, query } = call;
      const { session, device } = request;
      const who = typed(form, "who");
      const on = safeTo(query.to) ?? paths.account;
      if (who === "") return await showActing(call, mend({ who: "请选一项" }));
      const legalPerson = who === self ? null : who;
      if (!session || actingFor(actor) === legalPerson) return seeOther(on);
      const companies = await legalPersonsOf(house, house.db, personOf(actor));
      // A mandate may have ended since the page was shown.
      if (legalPerson !== null && !companies.some(({ id }) => id === legalPerson)) {
        return await showActing(call, mend({ who: "您现在不能代这家单位办事，请联系它的法定代表人授权" }));
      }
      return await orAgain(
        async () => {
          const opened = await chooseActingFor(house, actor, { legalPerson, session, device });
          return seeOther(on, { session: opened.session });
        },
        (refusal) => showActing(call, refusal),
      );
    },
    lapsed: lateTo(paths.acting),
  }),
];
