import { Type } from "typebox";
import { countThemes, type Entry, type Item, listShown } from "../../catalogue/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import {
  addresses,
  hallField,
  type LinkLine,
  Links,
  PageHead,
  PortalPage,
  renderDocument,
  SearchBox,
  Services,
  suggestions,
} from "../../ui/index.ts";
import { type AtHall, atHall, hallQuery } from "../at-hall.ts";
import { implementersOf } from "../bodies.ts";
import { InnerSection } from "../inner-section.tsx";
import { topicLinks, topicsOf } from "../topic-pages/index.ts";
import { elsewhereOf } from "./elsewhere.ts";
import { ElsewhereSections } from "./elsewhere-sections.tsx";
import { implementerLines } from "./implementer-lines.ts";
import { serviceOf } from "./service-of.ts";

/** `/services` (网上办事): the three entries, what can be applied for online, and what the other halls have. */
export const servicesPage = page({
  method: "GET",
  path: "/services",
  role: "anyone",
  summary: "网上办事：个人、企业、部门三个入口，能在网上办完的事",
  query: Type.Object(hallQuery),
  cache: { tags: ["halls", "listings", "departments"] },
  async handle(call) {
    const at = await atHall(call, "services");
    if (!at) return seeOther("/halls");
    const { db } = call.house;
    const counts = await countThemes(db, at.places);
    const online = await listShown(db, { places: at.places, appliable: true }, { from: 0, size: mostOnline });
    const doors = await doorsOf(at, counts);
    const halls = new Map(at.halls.all.map((hall) => [hall.code as string, at.items.countOf(hall)]));
    const total = counts.items.toLocaleString("en-US");
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title="网上办事"
          description={`${at.hall.name}的 ${counts.items} 个事项：个人办事、企业办事、部门服务。`}
          crumbs={[{ href: at.frame.hall.href, title: "首页" }]}
        >
          <PageHead
            title="网上办事"
            lead={
              counts.items > 0
                ? `${at.hall.division.name}有 ${total} 个事项${online.total > 0 ? `，其中 ${online.total.toLocaleString("en-US")} 项可以在这里申请` : ""}。`
                : `${at.hall.division.name}还没有登记自己的事项。`
            }
          />
          <div class="stack-l">
            {at.frame.has(addresses.search) ? (
              <div class="measure">
                <SearchBox
                  id="services-q"
                  label="说您要办的事，用平常的话就行"
                  labelShown
                  action={addresses.search}
                  keep={hallField(at.frame.hall)}
                  suggest={suggestions}
                  placeholder="例如：开饭店要办什么证"
                  button="搜索"
                />
              </div>
            ) : null}
            <div class="thirds">
              {doors.map(({ id, title, aside, links }) => (
                <InnerSection key={id} id={id} title={title} aside={aside}>
                  <Links links={links} />
                </InnerSection>
              ))}
            </div>
            {online.items.length > 0 ? (
              <InnerSection id="online" title="可以在这里申请的事" aside="大字是我们的承诺，小字是法律的上限">
                <Services services={online.items.map((item: Item) => serviceOf(item, at.hall.code))} />
              </InnerSection>
            ) : null}
            <ElsewhereSections elsewhere={elsewhereOf(at, halls, "/services")} />
          </div>
        </PortalPage>,
      ),
    );
  },
});

const mostOnline = 40;
const fewTopics = 4;
const fewBodies = 4;

/** The three entries (A2): the same items, entered by the person, the enterprise, the department. */
async function doorsOf(at: AtHall, counts: Awaited<ReturnType<typeof countThemes>>) {
  const say = (count: number) => (count > 0 ? `${count.toLocaleString("en-US")} 项` : "");
  const topics = (entry: Entry) =>
    topicLinks(at, topicsOf(entry).slice(0, fewTopics)).map(({ href, name }): LinkLine => ({ href, title: name }));
  const all = (path: string, title: string): LinkLine => ({ href: at.href(path), title });
  const implementers = await implementersOf(at.house, at.items, at.hall);
  const busiest = implementers.toSorted((one, other) => other.items - one.items).slice(0, fewBodies);
  return [
    {
      id: "person",
      title: <a href={at.href("/services/person")}>个人办事</a>,
      aside: say(counts.entries.person.items),
      links: [...topics("person"), all("/services/person", "全部 31 个主题")],
    },
    {
      id: "legal",
      title: <a href={at.href("/services/legal")}>企业办事</a>,
      aside: say(counts.entries.legal.items),
      links: [...topics("legal"), all("/services/legal", "全部 34 个主题")],
    },
    {
      id: "departments",
      title: <a href={at.href("/services/departments")}>部门服务</a>,
      aside: `${implementers.length} 个部门`,
      links: [
        ...implementerLines(at, busiest).map(({ href, title }): LinkLine => ({ href, title })),
        all("/services/departments", "全部部门"),
        all("/services/forms", "表格下载"),
      ],
    },
  ];
}
