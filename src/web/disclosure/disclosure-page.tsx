import { Type } from "typebox";
import { countTypes, publishedChanges } from "../../catalogue/index.ts";
import { listLaws } from "../../disclosure/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import { hallField, Links, PageHead, PortalPage, renderDocument, SearchBox } from "../../ui/index.ts";
import { atHall, hallQuery } from "../at-hall.ts";
import { InnerSection } from "../inner-section.tsx";
import { typeName } from "../services/index.ts";
import { changeLine } from "./change-line.ts";
import { lawLine } from "./law-line.ts";

const fewChanges = 8;
const fewLaws = 8;

/** `/disclosure` (政务公开): laws, the list of powers, what changed in the published catalogue. */
export const disclosurePage = page({
  method: "GET",
  path: "/disclosure",
  role: "anyone",
  summary: "政务公开：法律法规、权责清单、事项变动",
  query: Type.Object(hallQuery),
  cache: { tags: ["halls", "listings"] },
  async handle(call) {
    const at = await atHall(call, "disclosure");
    if (!at) return seeOther("/halls");
    const { db } = call.house;
    const [types, { changes, total }, laws] = await Promise.all([
      countTypes(db, at.places),
      publishedChanges(db, at.places, { from: 0, size: fewChanges }),
      listLaws(db),
    ]);
    const name = typeName(call.house);
    const texts = laws.filter(({ stub }) => !stub);
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title="政务公开"
          description={`${at.hall.division.name}的权责清单、事项变动和法律法规。`}
          crumbs={[{ href: at.frame.hall.href, title: "首页" }]}
        >
          <PageHead title="政务公开" lead="办事凭什么、归谁管、什么时候变的，都在这里查。" />
          <div class="stack-l">
            <div class="measure">
              <SearchBox
                id="law-q"
                label="查法律法规和政策"
                labelShown
                action="/laws"
                keep={hallField(at.frame.hall)}
                placeholder="例如：行政许可法、受理期限"
                button="查询"
                buttonLook="words"
                landmark={false}
              />
            </div>
            <div class="halves">
              <InnerSection
                id="powers"
                title="权责清单"
                aside={`${at.items.countOf(at.hall).toLocaleString("en-US")} 项`}
              >
                {types.length > 0 ? (
                  <Links
                    links={types.map(({ taskType, items }) => ({
                      href: at.href("/disclosure/powers", { type: taskType ?? "-" }),
                      title: name({ taskType }),
                      meta: `${items.toLocaleString("en-US")} 项`,
                    }))}
                  />
                ) : (
                  <p class="quiet">{at.hall.division.name}还没有登记自己的事项。</p>
                )}
              </InnerSection>
              <InnerSection id="laws" title="法律法规" aside={<a href={at.href("/laws")}>全部 {laws.length} 部</a>}>
                <Links
                  links={[...texts, ...laws.filter(({ stub }) => stub)]
                    .slice(0, fewLaws)
                    .map((law) => lawLine(at, law))}
                />
              </InnerSection>
            </div>
            <InnerSection
              id="changes"
              title="事项变动"
              aside={
                total > 0 ? (
                  <a href={at.href("/disclosure/changes")}>全部 {total.toLocaleString("en-US")} 条</a>
                ) : undefined
              }
            >
              {changes.length > 0 ? <Links links={changes.map(changeLine)} /> : <p class="quiet">还没有变动。</p>}
            </InnerSection>
          </div>
        </PortalPage>,
      ),
    );
  },
});
