import { Type } from "typebox";
import { type ActableFor, grantMandate, type MandateScope } from "../../identity/index.ts";
import { addCalendarDays, type Day, dayOf, isDay, parseDay } from "../../kernel/calendar/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import {
  type Actor,
  type Page,
  type PageAnswer,
  type PageCall,
  page,
  seeOther,
  show,
} from "../../kernel/http/index.ts";
import { Field, FormPage, renderDocument } from "../../ui/index.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { ownFrame } from "../own-frame.ts";
import { accountCrumbs, lateTo } from "./account-frame.tsx";
import { actsForAnother, requireCompany } from "./company-page.tsx";
import { companyHref, paths } from "./paths.ts";
import { readItems } from "./read-items.ts";
import { mend, orAgain, type Refusal, typed, wordsAt } from "./refusal.ts";

type Call = Parameters<typeof ownFrame>[0] & { readonly actor: Actor; readonly form?: PageCall["form"] };

const labels = {
  name: "代理人姓名",
  idNumber: "代理人身份证号",
  hall: "在哪里办",
  items: "只办哪些事项",
  from: "从哪天起",
  until: "到哪天止",
};
/** The value of every hall. */
const everywhere = "all";
const usualDays = 365;

async function showNew(call: Call, company: ActableFor, refusal?: Refusal): Promise<PageAnswer> {
  const { house, form = {} } = call;
  const today = dayOf(house.clock.now());
  const halls = (await hallsAtHand(house)).all.filter(({ state }) => state === "open");
  const { errors, faults } = wordsAt(labels, refusal);
  const back = companyHref(company.id);
  const frame = await ownFrame(call);
  const view = (
    <FormPage
      frame={frame}
      title="授权代理人"
      lead={`代理人可以用自己的账号代“${company.name}”办事。同一个人再授权一次，以新的为准。`}
      crumbs={accountCrumbs(frame, { href: paths.companies, title: "我的单位" }, { href: back, title: company.name })}
      faults={faults}
      action={`${back}/mandates/new`}
      csrf={call.csrfToken()}
      submit="授权"
      later={{ words: "不授权了", href: back }}
    >
      <Field
        id="name"
        name="name"
        label={labels.name}
        hint="他要先在这里注册、实名"
        error={errors.name}
        control={{ kind: "text", value: typed(form, "name"), width: "m", maxLength: 100 }}
      />
      <Field
        id="idNumber"
        name="idNumber"
        label={labels.idNumber}
        hint="18 位"
        error={errors.idNumber}
        control={{ kind: "text", value: typed(form, "idNumber"), width: "m", maxLength: 30 }}
      />
      <Field
        id="hall"
        name="hall"
        label={labels.hall}
        error={errors.hall}
        control={{
          kind: "select",
          value: typed(form, "hall") || everywhere,
          choices: [
            { value: everywhere, label: "全部大厅" },
            ...halls.map(({ code, division }) => ({ value: code, label: `只在${division.name}` })),
          ],
        }}
      />
      <Field
        id="items"
        name="items"
        label={labels.items}
        optional
        hint="每行一个：办事指南上的名称，或者编码。不填就是全部事项。"
        error={errors.items}
        control={{ kind: "long-text", value: typed(form, "items"), rows: 3, maxLength: 1_000 }}
      />
      <Field
        id="from"
        name="from"
        label={labels.from}
        error={errors.from}
        control={{ kind: "day", value: typed(form, "from") || today, min: today }}
      />
      <Field
        id="until"
        name="until"
        label={labels.until}
        hint="最长 5 年"
        error={errors.until}
        control={{ kind: "day", value: typed(form, "until") || addCalendarDays(today, usualDays), min: today }}
      />
    </FormPage>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

/** Whether the actor gives mandates of this company, and now: an agent does not, nor who acts for another. */
function mayGrant(actor: Actor, company: ActableFor): boolean {
  return company.role === "representative" && !actsForAnother(actor, company.id);
}

interface Told {
  readonly delegate: { readonly name: string; readonly idNumber: string };
  readonly hall: string | undefined;
  readonly items: string;
  readonly from: Day;
  readonly until: Day;
}

/** Reads the form. @returns what is to be mended instead, where something is. */
function readMandate(form: PageCall["form"]): Told | Refusal {
  const text = (name: keyof typeof labels) => typed(form, name).trim();
  const days = { from: text("from"), until: text("until") };
  const empty: Record<string, string> = {};
  if (text("name") === "") empty.name = "请填写代理人的姓名";
  if (text("idNumber") === "") empty.idNumber = "请填写代理人的身份证号";
  for (const [name, day] of Object.entries(days)) if (!isDay(day)) empty[name] = "请选一天，例如 2026-03-02";
  if (Object.keys(empty).length > 0) return mend(empty);
  const hall = text("hall");
  return {
    delegate: { name: text("name"), idNumber: text("idNumber") },
    hall: hall === everywhere || hall === "" ? undefined : hall,
    items: text("items"),
    from: parseDay(days.from),
    until: parseDay(days.until),
  };
}

/** Absent: everything. */
function scopeOf(hall: string | undefined, items: readonly string[]): MandateScope | undefined {
  if (hall === undefined && items.length === 0) return undefined;
  return { ...(hall === undefined ? {} : { halls: [hall] }), ...(items.length === 0 ? {} : { items }) };
}

const params = Type.Object({ legalPerson: Type.String({ maxLength: 60 }) });
const path = `${paths.companies}/:legalPerson/mandates/new`;

/** `/account/companies/:legalPerson/mandates/new`: the representative empowers an agent. */
export const newMandatePages: readonly Page[] = [
  page({
    method: "GET",
    path,
    role: "citizen",
    summary: "授权代理人：谁、在哪里办、多久",
    params,
    async handle(call) {
      const company = await requireCompany(call.house, call.actor, call.params.legalPerson);
      if (!mayGrant(call.actor, company)) return seeOther(companyHref(company.id));
      return await showNew(call, company);
    },
  }),
  page({
    method: "POST",
    path,
    role: "citizen",
    rate: "strict",
    summary: "法定代表人授权代理人",
    params,
    async handle(call) {
      const { house, actor, form } = call;
      const company = await requireCompany(house, actor, call.params.legalPerson);
      if (!mayGrant(actor, company)) return seeOther(companyHref(company.id));
      const told = readMandate(form);
      if ("status" in told) return await showNew(call, company, told);
      const { hall, items, ...mandate } = told;
      const halls = await hallsAtHand(house);
      if (hall !== undefined && halls.find(hall)?.code !== hall) {
        return await showNew(call, company, mend({ hall: "请从列表里选一个大厅" }));
      }
      const named = await readItems(house.db, items, hall as HallCode | undefined);
      if ("fault" in named) return await showNew(call, company, mend({ items: named.fault }));
      const scope = scopeOf(hall, named.ids);
      return await orAgain(
        async () => {
          await inTransaction(house.db, (tx) =>
            grantMandate(house, tx, actor, { ...mandate, scope, legalPerson: company.id }),
          );
          return seeOther(`${companyHref(company.id)}?done=granted`);
        },
        (refusal) => showNew(call, company, refusal),
      );
    },
    lapsed: (call) => lateTo(companyHref(call.params.legalPerson))(call),
  }),
];
