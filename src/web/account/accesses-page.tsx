import type { ComponentChildren, VNode } from "preact";
import { Type } from "typebox";
import { type Access, accessWords, listAccesses, logOf } from "../../identity/index.ts";
import { formatInstant } from "../../kernel/calendar/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Page, page, show } from "../../kernel/http/index.ts";
import { isId } from "../../kernel/ids/index.ts";
import { departmentsByKey } from "../../organization/index.ts";
import { CardTable, Empty, type PageFrame, renderDocument } from "../../ui/index.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { ownFrame } from "../own-frame.ts";
import { AccountPage } from "./account-frame.tsx";
import { paths } from "./paths.ts";

type Shown = Access & { readonly where: string };

/** The length of a page of the log: a full one may have more after it. */
const perPage = 50;

async function withPlaces(house: House, accesses: readonly Access[]): Promise<Shown[]> {
  const halls = await hallsAtHand(house);
  const keys = [...new Set(accesses.flatMap(({ department }) => (department === null ? [] : [department])))];
  const departments = new Map((await departmentsByKey(house.db, keys)).map((one) => [String(one.key), one.name]));
  return accesses.map((access) => {
    const hall = access.hall === null ? undefined : (halls.find(access.hall)?.name ?? access.hall);
    const department = access.department === null ? undefined : departments.get(access.department);
    return { ...access, where: department ?? hall ?? "本系统" };
  });
}

function AccessesView(props: {
  frame: PageFrame;
  accesses: readonly Shown[];
  /** Whose, when it is not the reader himself. */
  company: string | undefined;
  isFirst: boolean;
  after: string | undefined;
}): VNode {
  const { frame, accesses, company, isFirst, after } = props;
  return (
    <AccountPage
      frame={frame}
      title={company === undefined ? "谁看过我的信息" : "谁看过单位的信息"}
      lead={
        company === undefined
          ? "工作人员因办件查看您的姓名、证件号、手机号、地址，打开您的申请材料，每次都记在这里，谁也删不掉。"
          : `工作人员查看“${company}”登记信息和申请材料的记录。换成为自己办，就看您本人的。`
      }
    >
      {accesses.length === 0 ? (
        <Empty
          level={2}
          icon="shield-check"
          title={isFirst ? "没有人看过" : "没有更早的了"}
          text={isFirst ? "您提交申请后，经办人查看时会留下记录。" : "前面就是全部记录。"}
          act={isFirst ? undefined : <a href={paths.accesses}>回到最新的</a>}
        />
      ) : (
        <div class="stack">
          <CardTable
            caption="查看记录，新的在前"
            captionHidden
            rows={accesses}
            rowKey={({ id }) => id}
            columns={[
              { head: "谁", role: "name", cell: ({ where }) => where },
              { head: "看了什么", cell: ({ fields }) => fields.map((field) => accessWords[field]).join("、") },
              { head: "为什么", cell: (access) => <Reason frame={frame} access={access} /> },
              { head: "时间", cell: ({ at }) => formatInstant(at, { year: true }) },
            ]}
          />
          <p class="row">
            {isFirst ? null : <a href={paths.accesses}>回到最新的</a>}
            {after === undefined ? null : (
              <a href={`${paths.accesses}?after=${after}`} rel="next">
                更早的
              </a>
            )}
          </p>
        </div>
      )}
      <p class="small quiet measure">觉得不该看的，请拨打 12345，报上时间和部门。</p>
    </AccountPage>
  );
}

function Reason(props: { frame: PageFrame; access: Access }): ComponentChildren {
  const { purpose, application } = props.access;
  const href = `/cases/${application}`;
  return application !== null && props.frame.has(href) ? <a href={href}>{purpose}</a> : purpose;
}

/** `/account/accesses`: every read of personal data by staff, as the person sees it. */
export const accessesPages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.accesses,
    role: "citizen",
    summary: "谁看过我的信息；代单位办事时看单位的",
    query: Type.Object({ after: Type.Optional(Type.String()) }),
    async handle(call) {
      const { house, actor, query } = call;
      const from = query.after !== undefined && isId(query.after) ? query.after : undefined;
      const accesses = await listAccesses(house.db, actor, { after: from });
      const frame = await ownFrame(call);
      const props = {
        frame,
        accesses: await withPlaces(house, accesses),
        company: actor.kind === "citizen" && logOf(actor).isCompanys ? frame.person?.actingFor : undefined,
        isFirst: from === undefined,
        after: accesses.length < perPage ? undefined : accesses.at(-1)?.id,
      };
      return show(renderDocument(<AccessesView {...props} />));
    },
  }),
];
