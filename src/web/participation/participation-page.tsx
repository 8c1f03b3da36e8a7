import { Type } from "typebox";
import { type FieldsInUse, fieldsInUse } from "../../catalogue/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import {
  addresses,
  ButtonLink,
  CardTable,
  Departments,
  Fold,
  PageHead,
  PortalPage,
  renderDocument,
  Split,
} from "../../ui/index.ts";
import { type AtHall, atHall, hallQuery } from "../at-hall.ts";
import { type Implementer, implementersOf } from "../bodies.ts";
import { callAddress } from "../guide/index.ts";
import { InnerSection } from "../inner-section.tsx";
import { implementerHref } from "../services/index.ts";

const mostQuestions = 30;

/** `/participation` (政民互动): whom to ask and to complain to, department by department, and what has been answered already. */
export const participationPage = page({
  method: "GET",
  path: "/participation",
  role: "anyone",
  summary: "政民互动：各部门的咨询和投诉电话，已经有答案的问题",
  query: Type.Object(hallQuery),
  cache: { tags: ["halls", "listings", "departments"] },
  async handle(call) {
    const at = await atHall(call, "participation");
    if (!at) return seeOther("/halls");
    const fields = await fieldsInUse(call.house, at.places, ["linkWay", "superviseWay", "faqs"]);
    const all = contactsOf(await implementersOf(call.house, at.items, at.hall), fields);
    const contacts = all.filter(({ ask, complain }) => ask !== undefined || complain !== undefined);
    const others = all.filter((one) => !contacts.includes(one) && one.department !== undefined);
    const asked = fields.filter(({ fields: { faqs = [] } }) => faqs.length > 0);
    const count = asked.reduce((sum, { fields: { faqs = [] } }) => sum + faqs.length, 0);
    const place = at.hall.division.name;
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title="政民互动"
          description={`${place}各部门的咨询、投诉电话和常见问题。`}
          crumbs={[{ href: at.frame.hall.href, title: "首页" }]}
        >
          <PageHead title="有问题，这样问" lead="先看有没有现成的答案；没有的，打 12345，说明是哪个部门的哪件事。" />
          <Split side={<Ask at={at} />} sideLabel="电话">
            {asked.length > 0 ? (
              <InnerSection
                id="answered"
                title="已经有答案的问题"
                aside={count > mostQuestions ? `${mostQuestions} 个，共 ${count} 个` : `${count} 个`}
              >
                <Answers asked={asked} />
              </InnerSection>
            ) : null}
            {contacts.length > 0 ? (
              <InnerSection id="contacts" title="有自己电话的部门" aside={`${contacts.length} 个`}>
                <CardTable
                  caption="各部门的咨询和投诉电话"
                  captionHidden
                  rows={contacts}
                  rowKey={({ name }) => name}
                  columns={[
                    { head: "部门", role: "name", cell: (one) => <a href={implementerHref(at, one)}>{one.name}</a> },
                    { head: "咨询", cell: ({ ask }) => <Phone text={ask} /> },
                    { head: "投诉", cell: ({ complain }) => <Phone text={complain} /> },
                  ]}
                />
              </InnerSection>
            ) : null}
            <InnerSection
              id="others"
              title={contacts.length > 0 ? "其他部门，都打 12345" : "各部门的事，都打 12345"}
              aside={<a href={at.href("/services/departments")}>全部实施机构</a>}
            >
              {others.length > 0 ? (
                <Departments
                  departments={others.map((one) => ({
                    name: one.department?.shortName ?? one.name,
                    href: implementerHref(at, one),
                  }))}
                />
              ) : (
                <p>说明是哪件事、在哪里办，由热线转给部门答复。</p>
              )}
            </InnerSection>
          </Split>
        </PortalPage>,
      ),
    );
  },
});

interface Contact extends Implementer {
  readonly ask: string | undefined;
  readonly complain: string | undefined;
}

/** The telephones that most items of a department name; without any it is reached by 12345. */
function contactsOf(implementers: readonly Implementer[], fields: readonly FieldsInUse[]): Contact[] {
  const byBody = Map.groupBy(fields, ({ deptName, deptCode }) => `${deptCode ?? ""} ${deptName ?? ""}`);
  return implementers.map((one) => {
    const own = one.bodies.flatMap(({ name, code }) => byBody.get(`${code ?? ""} ${name ?? ""}`) ?? []);
    return {
      ...one,
      ask: mostFrequent(own.flatMap(({ fields: { linkWay } }) => linkWay?.phone ?? [])),
      complain: mostFrequent(own.flatMap(({ fields: { superviseWay } }) => superviseWay ?? [])),
    };
  });
}

function mostFrequent(texts: readonly string[]): string | undefined {
  const counted = [...Map.groupBy(texts, (text) => text)].map(([text, some]) => ({ text, count: some.length }));
  return counted.toSorted((one, other) => other.count - one.count)[0]?.text;
}

function Phone({ text }: { text: string | undefined }) {
  const href = text && callAddress(text);
  if (!text) return <a href={addresses.phone}>12345</a>;
  return href ? <a href={href}>{text}</a> : <span>{text}</span>;
}

function Answers({ asked }: { asked: readonly FieldsInUse[] }) {
  const all = asked.flatMap(({ item, name, fields: { faqs = [] } }) => faqs.map((one) => ({ item, name, ...one })));
  return (
    <div>
      {all.slice(0, mostQuestions).map(({ item, name, question, answer }) => (
        <Fold key={`${item} ${question}`} title={`${name}：${question}`}>
          <p>{answer}</p>
          <p class="small">
            看办事指南：<a href={`/items/${item}#questions`}>{name}</a>
          </p>
        </Fold>
      ))}
    </div>
  );
}

function Ask({ at }: { at: AtHall }) {
  return (
    <div class="stack">
      <h2>打电话</h2>
      <p>
        <ButtonLink href={addresses.phone} icon="phone">
          拨打 12345
        </ButtonLink>
      </p>
      <p class="small">全天有人接听。咨询、投诉、建议都可以说，由热线转给部门答复。</p>
      <h2>对办理不满意</h2>
      <p class="small">
        收到决定之日起 60 日内可以申请行政复议，6 个月内可以提起行政诉讼；受理单位写在每份
        <a href={at.href("/services")}>办事指南</a>
        里。
      </p>
    </div>
  );
}
