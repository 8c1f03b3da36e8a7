import type { VNode } from "preact";
import { Type } from "typebox";
import { type ActableFor, type Delegate, delegatesOf, legalPersonsOf, revokeMandate } from "../../identity/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Actor, type Page, page, seeOther, show } from "../../kernel/http/index.ts";
import { isId } from "../../kernel/ids/index.ts";
import {
  Button,
  ButtonLink,
  CardTable,
  Facts,
  Notice,
  type PageFrame,
  renderDocument,
  Tag,
  type TagTone,
} from "../../ui/index.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { InnerSection } from "../inner-section.tsx";
import { ownFrame } from "../own-frame.ts";
import { AccountPage, lateTo } from "./account-frame.tsx";
import { actingFor, personOf } from "./own.ts";
import { companyHref, paths, withTo } from "./paths.ts";
import { roleWords, type ScopeGround, scopeGround, scopeWords, termWords } from "./scope-words.ts";

const id = Type.String({ maxLength: 60 });

/** A company one may act for. @throws HallError `web/no-company` (not-found). */
export async function requireCompany(house: House, actor: Actor, legalPerson: string): Promise<ActableFor> {
  const mine = isId(legalPerson) ? await legalPersonsOf(house, house.db, personOf(actor)) : [];
  const found = mine.find((one) => one.id === legalPerson);
  if (found) return found;
  throw new HallError("not-found", "web/no-company", "没有这家单位，或者您现在不能代它办事");
}

/** Who acts for another company first puts that off: one company's agent gives away nothing of another's. */
export function actsForAnother(actor: Actor, legalPerson: string): boolean {
  const acting = actingFor(actor);
  return acting !== null && acting !== legalPerson;
}

interface CompanyProps {
  frame: PageFrame;
  company: ActableFor;
  delegates: readonly Delegate[];
  ground: ScopeGround;
  csrf: string;
  isBarred: boolean;
  done: string | undefined;
}

function CompanyView(props: CompanyProps): VNode {
  const { frame, company, ground, csrf, done } = props;
  const isOwn = company.role === "representative";
  return (
    <AccountPage frame={frame} title={company.name} under={[{ href: paths.companies, title: "我的单位" }]} done={done}>
      <Facts
        facts={[
          { term: "统一社会信用代码", value: <span class="code">{company.uscc}</span> },
          { term: "您是", value: roleWords[company.role] },
          { term: "范围", value: scopeWords(company.scope, ground) },
          { term: "期限", value: termWords(company) },
        ]}
      />
      {isOwn ? <Delegates {...props} /> : <GiveUp company={company} csrf={csrf} />}
    </AccountPage>
  );
}

const states: Readonly<Record<Delegate["state"], readonly [string, TagTone]>> = {
  standing: ["有效", "brand"],
  "not-yet": ["还没开始", "plain"],
  ended: ["已到期", "off"],
  revoked: ["已撤销", "off"],
};

function Delegates(props: CompanyProps): VNode {
  const { company, delegates, ground, csrf, isBarred } = props;
  const agents = delegates.filter(({ role }) => role === "agent");
  const back = companyHref(company.id);
  return (
    <InnerSection id="agents" title="授权的代理人">
      <div class="stack">
        {isBarred ? (
          <Notice
            tone="plain"
            title="您正在代另一家单位办事"
            acts={
              <ButtonLink kind="line" size="small" href={withTo(paths.acting, back)}>
                更换
              </ButtonLink>
            }
          >
            <p>换成为自己办，或代这家单位办，才能授权和撤销。</p>
          </Notice>
        ) : null}
        <CardTable
          caption="代理人"
          captionHidden
          empty="还没有授权过代理人。"
          rows={agents}
          rowKey={({ mandate }) => mandate}
          columns={[
            { head: "代理人", role: "name", cell: ({ name }) => name },
            { head: "范围", cell: ({ scope }) => scopeWords(scope, ground) },
            { head: "期限", cell: termWords },
            { head: "状态", cell: ({ state }) => <Tag tone={states[state][1]}>{states[state][0]}</Tag> },
            {
              head: "操作",
              role: "act",
              cell: ({ mandate, name, state }) =>
                isBarred || (state !== "standing" && state !== "not-yet") ? null : (
                  <form method="post" action={`${back}/mandates/${mandate}/end`}>
                    <input type="hidden" name="_csrf" value={csrf} />
                    <Button kind="plain" size="small" label={`撤销授权：${name}`}>
                      撤销
                    </Button>
                  </form>
                ),
            },
          ]}
        />
        {isBarred ? null : (
          <p>
            <ButtonLink icon="plus" href={`${back}/mandates/new`}>
              授权代理人
            </ButtonLink>
          </p>
        )}
      </div>
    </InnerSection>
  );
}

function GiveUp(props: { company: ActableFor; csrf: string }): VNode {
  const { company, csrf } = props;
  return (
    <form method="post" action={`${companyHref(company.id)}/mandates/${company.mandate}/end`}>
      <input type="hidden" name="_csrf" value={csrf} />
      <Button kind="stop">不再代理这家单位</Button>
    </form>
  );
}

const doneWords = { granted: "授权好了，对方会收到通知", revoked: "授权已经撤销，对方正在代办的登录已退出" } as const;

/** `/account/companies/:legalPerson`: a company and who may act for it. */
export const companyPages: readonly Page[] = [
  page({
    method: "GET",
    path: `${paths.companies}/:legalPerson`,
    role: "citizen",
    summary: "一家单位：登记信息、授权的代理人",
    params: Type.Object({ legalPerson: id }),
    query: Type.Object({ done: Type.Optional(Type.Enum(["granted", "revoked"])) }),
    async handle(call) {
      const { house, actor, params, query } = call;
      const company = await requireCompany(house, actor, params.legalPerson);
      const isOwn = company.role === "representative";
      const delegates = isOwn ? await delegatesOf(house, house.db, company.id) : [];
      const props: CompanyProps = {
        frame: await ownFrame(call),
        company,
        delegates,
        ground: await scopeGround(house.db, await hallsAtHand(house), [company, ...delegates]),
        csrf: call.csrfToken(),
        isBarred: actsForAnother(actor, company.id),
        done: query.done && doneWords[query.done],
      };
      return show(renderDocument(<CompanyView {...props} />));
    },
  }),
  page({
    method: "POST",
    path: `${paths.companies}/:legalPerson/mandates/:mandate/end`,
    role: "citizen",
    summary: "撤销一项授权，或代理人自己放弃",
    params: Type.Object({ legalPerson: id, mandate: id }),
    async handle({ house, actor, params }) {
      const company = await requireCompany(house, actor, params.legalPerson);
      if (!isId(params.mandate)) return seeOther(companyHref(company.id));
      try {
        await inTransaction(house.db, (tx) => revokeMandate(house, tx, actor, params));
      } catch (error) {
        // Pressed twice: it is revoked.
        if (!(error instanceof HallError) || error.code !== "identity/no-mandate") throw error;
      }
      if (company.role === "agent") return seeOther(`${paths.companies}?done=gone`);
      return seeOther(`${companyHref(company.id)}?done=revoked`);
    },
    lapsed: (call) => lateTo(companyHref(call.params.legalPerson))(call),
  }),
];
