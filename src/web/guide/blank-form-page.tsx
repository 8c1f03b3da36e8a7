import type { VNode } from "preact";
import { Type } from "typebox";
import { findItem, findVersion } from "../../catalogue/index.ts";
import type { Field, Form } from "../../form/index.ts";
import { dayOf } from "../../kernel/calendar/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { page, show } from "../../kernel/http/index.ts";
import { isId } from "../../kernel/ids/index.ts";
import { PageHead, PortalPage, renderDocument } from "../../ui/index.ts";
import { frameOf } from "../frame.ts";
import { InnerSection } from "../inner-section.tsx";
import { blankOf, formOf } from "./blank-form.ts";

/** `/items/:item/form`: the blank form of the version in use, to be printed and filled in by hand. */
export const blankFormPage = page({
  method: "GET",
  path: "/items/:item/form",
  role: "anyone",
  summary: "空白申请表，打印后手填；和指南、网上申请出自同一版事项标准",
  params: Type.Object({ item: Type.String({ maxLength: 60 }) }),
  cache: { tags: ["items", "halls"], seconds: 60 },
  async handle({ house, params, display, asset, request, csrfToken }) {
    const item = isId(params.item) ? await findItem(house.db, params.item) : undefined;
    const version = item && item.version > 0 ? await findVersion(house, item.id, item.version) : undefined;
    const form = item?.state === "cancelled" ? undefined : version && formOf(version.document);
    if (!item || !version || !form) throw new HallError("not-found", "web/no-form", "这个事项没有可以打印的表格");
    const frame = await frameOf(house, {
      ...{ asset, display, site: request.site, address: request.path, hall: item.hall },
      reader: { request, csrfToken },
    });
    return show(
      renderDocument(
        <PortalPage
          frame={{ ...frame, column: "services" }}
          title={`${item.name}申请表`}
          description={`${item.name}的空白申请表。`}
          crumbs={[
            { href: frame.hall.href, title: "首页" },
            { href: `/items/${item.id}`, title: item.name },
          ]}
          here="申请表"
        >
          <PageHead
            title={`${item.name}申请表`}
            lead={<span class="noprint">按 Ctrl+P 打印，手机上用“分享”里的“打印”。带 * 的必须填。</span>}
          />
          <div class="stack-l">
            {form.pages.map((one, at) => (
              <FormPart key={one.key} page={one} id={`p${at + 1}`} />
            ))}
            <div class="stack">
              <p>我保证以上内容和所附材料真实。</p>
              <p>申请人（签名或盖章）：　　　　　　　　　　　　　　　　年　　　月　　　日</p>
              <p class="small quiet">
                {item.deptName ? `${item.deptName}受理。` : ""}事项编码 <span class="code">{item.code}</span>，第{" "}
                {version.version} 版，
                {dayOf(version.writtenAt)} 公布。
              </p>
            </div>
          </div>
        </PortalPage>,
      ),
      { tags: [`item:${item.id}`] },
    );
  },
});

function FormPart({ page: { title, fields }, id }: { page: Form["pages"][number]; id: string }): VNode {
  return (
    <InnerSection id={id} title={title}>
      <table class="table">
        <caption class="sr">{title}</caption>
        <tbody>
          {fields.map((field) => (
            <tr key={field.key}>
              <th scope="row">
                {field.label}
                {field.required ? " *" : ""}
              </th>
              <td>
                <Blank field={field} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </InnerSection>
  );
}

function Blank({ field }: { field: Field }): VNode {
  if (field.kind === "rows") {
    const columns = field.columns.map(({ label }) => label).join("、");
    return (
      <>
        <p class="small quiet">每行写：{columns}</p>
        {[1, 2, 3].map((row) => (
          <p key={row}>{row}.　</p>
        ))}
      </>
    );
  }
  return (
    <>
      {blankOf(field).map((text, at) => (
        <p key={at}>{text === "" ? " " : text}</p>
      ))}
    </>
  );
}
