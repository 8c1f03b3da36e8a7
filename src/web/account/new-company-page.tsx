import { realNamePortOf, registerLegalPerson } from "../../identity/index.ts";
import {
  type Actor,
  type Page,
  type PageAnswer,
  type PageCall,
  page,
  seeOther,
  show,
} from "../../kernel/http/index.ts";
import { ButtonLink, Empty, Field, FormPage, renderDocument } from "../../ui/index.ts";
import { ownFrame } from "../own-frame.ts";
import { AccountPage, accountCrumbs, lateTo } from "./account-frame.tsx";
import { paths, withTo } from "./paths.ts";
import { mend, orAgain, type Refusal, typed, wordsAt } from "./refusal.ts";

type Call = Parameters<typeof ownFrame>[0] & { readonly actor: Actor; readonly form?: PageCall["form"] };

const labels = { uscc: "统一社会信用代码", name: "单位名称" };
const under = { href: paths.companies, title: "我的单位" };

async function showNew(call: Call, refusal?: Refusal): Promise<PageAnswer> {
  const { house, actor, form = {} } = call;
  const frame = await ownFrame(call);
  const barrier = barrierOf(actor.assurance, house.config.realName !== undefined);
  if (barrier) {
    return show(
      renderDocument(
        <AccountPage frame={frame} title="登记单位" under={[under]}>
          <Empty level={2} icon="building" {...barrier} />
        </AccountPage>,
      ),
    );
  }
  const { errors, faults } = wordsAt(labels, refusal);
  const view = (
    <FormPage
      frame={frame}
      title="登记单位"
      lead="您要是它登记的法定代表人。我们和登记机关核对信用代码、名称和您的姓名、身份证号。"
      crumbs={accountCrumbs(frame, under)}
      faults={faults}
      action={paths.newCompany}
      csrf={call.csrfToken()}
      submit="核对并登记"
      later={{ words: "不登记了", href: paths.companies }}
    >
      <Field
        id="uscc"
        name="uscc"
        label={labels.uscc}
        hint="营业执照或登记证书上的 18 位代码"
        error={errors.uscc}
        control={{ kind: "text", value: typed(form, "uscc"), width: "m", maxLength: 30 }}
      />
      <Field
        id="name"
        name="name"
        label={labels.name}
        hint="和证照上的一样"
        error={errors.name}
        control={{ kind: "text", value: typed(form, "name"), autocomplete: "organization", maxLength: 200 }}
      />
    </FormPage>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

/** Why one cannot register a company here, and what to do instead. */
function barrierOf(assurance: number, canAsk: boolean) {
  if (assurance < 2) {
    return {
      title: "请先实名",
      text: "登记单位要核对您是它的法定代表人，所以要先知道您是谁。",
      act: <ButtonLink href={withTo(paths.identity, paths.newCompany)}>去实名</ButtonLink>,
    };
  }
  if (canAsk) return undefined;
  return { title: "请到窗口登记", text: "本大厅还没有接入网上核对。带证照和身份证到窗口，当场就能登记。" };
}

/** `/account/companies/new`: registers a company by its legal representative. */
export const newCompanyPages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.newCompany,
    role: "citizen",
    summary: "登记单位",
    handle: (call) => showNew(call),
  }),
  page({
    method: "POST",
    path: paths.newCompany,
    role: "citizen",
    rate: "strict",
    summary: "法定代表人登记单位",
    async handle(call) {
      const { house, actor, form } = call;
      if (actor.assurance < 2) return seeOther(paths.newCompany);
      const told = { uscc: typed(form, "uscc"), name: typed(form, "name") };
      const empty = {
        ...(told.uscc.trim() === "" ? { uscc: "请填写统一社会信用代码" } : {}),
        ...(told.name.trim() === "" ? { name: "请填写单位名称" } : {}),
      };
      if (Object.keys(empty).length > 0) return await showNew(call, mend(empty));
      return await orAgain(
        async () => {
          await registerLegalPerson(house, realNamePortOf(house), actor, told);
          return seeOther(`${paths.companies}?done=added`);
        },
        (refusal) => showNew(call, refusal),
      );
    },
    lapsed: lateTo(paths.newCompany),
  }),
];
