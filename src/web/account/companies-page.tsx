import type { VNode } from "preact";
import { Type } from "typebox";
import { type ActableFor, legalPersonsOf } from "../../identity/index.ts";
import { type Page, page, show } from "../../kernel/http/index.ts";
import { ButtonLink, CardTable, Empty, type PageFrame, renderDocument } from "../../ui/index.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { ownFrame } from "../own-frame.ts";
import { AccountPage } from "./account-frame.tsx";
import { personOf } from "./own.ts";
import { companyHref, paths } from "./paths.ts";
import { roleWords, type ScopeGround, scopeGround, scopeWords, termWords } from "./scope-words.ts";

function CompaniesView(props: {
  frame: PageFrame;
  companies: readonly ActableFor[];
  ground: ScopeGround;
  done: string | undefined;
}): VNode {
  const { frame, companies, ground, done } = props;
  const add = (
    <ButtonLink kind="line" icon="plus" href={paths.newCompany}>
      登记单位
    </ButtonLink>
  );
  return (
    <AccountPage frame={frame} title="我的单位" lead="您担任法定代表人的，和别人授权您代理的。" done={done}>
      {companies.length === 0 ? (
        <Empty
          level={2}
          icon="building"
          title="还没有单位"
          text="您是法定代表人，现在就可以登记；您是代理人，请法定代表人在这里给您授权。"
          act={add}
        />
      ) : (
        <>
          <CardTable
            caption={`共 ${companies.length} 家`}
            rows={companies}
            rowKey={({ mandate }) => mandate}
            columns={[
              { head: "单位", role: "name", cell: ({ id, name }) => <a href={companyHref(id)}>{name}</a> },
              { head: "统一社会信用代码", cell: ({ uscc }) => <span class="code">{uscc}</span> },
              { head: "您是", cell: ({ role }) => roleWords[role] },
              { head: "范围", cell: ({ scope }) => scopeWords(scope, ground) },
              { head: "期限", cell: termWords },
            ]}
          />
          <p class="row">
            <ButtonLink href={paths.acting}>替单位办事</ButtonLink>
            {add}
          </p>
        </>
      )}
    </AccountPage>
  );
}

const doneWords = { added: "单位登记好了", gone: "已经不再代理那家单位" } as const;

/** `/account/companies`: the legal persons one may act for. */
export const companiesPages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.companies,
    role: "citizen",
    summary: "我的单位：担任法定代表人的、受委托代理的",
    query: Type.Object({ done: Type.Optional(Type.Enum(["added", "gone"])) }),
    async handle(call) {
      const { house, actor, query } = call;
      const companies = await legalPersonsOf(house, house.db, personOf(actor));
      const frame = await ownFrame(call);
      const ground = await scopeGround(house.db, await hallsAtHand(house), companies);
      const props = { frame, companies, ground, done: query.done && doneWords[query.done] };
      return show(renderDocument(<CompaniesView {...props} />));
    },
  }),
];
