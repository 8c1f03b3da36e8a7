import type { VNode } from "preact";
import type { Item, SearchResult } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Hall, Halls } from "../../region/index.ts";
import { addresses, Bullets, Empty, type PageFrame, Pager, PortalPage } from "../../ui/index.ts";
import { type Asked, searchHref } from "./ask.ts";
import { FilterBox } from "./filter-box.tsx";
import { filterGroups } from "./filter-groups.ts";
import { BestHit, HitList } from "./hits.tsx";
import { SearchForm } from "./search-form.tsx";
import { Understanding } from "./understanding.tsx";

export interface SearchProps {
  house: House;
  halls: Halls;
  /** Where the search is asked. */
  hall: Hall | undefined;
  /** The hall the visitor chose last, if any. */
  last: Hall | undefined;
  frame: PageFrame;
  asked: Asked;
  result: SearchResult;
  /** By id: the items of the hits. */
  items: ReadonlyMap<string, Item>;
  /** The phrase that found nothing was written down for the editors. */
  noted: boolean;
  /** The hall that addresses must name, because it is not the site's own. */
  kept: string | undefined;
}

/** What was found, why, and how to narrow it. */
export function SearchView(props: SearchProps): VNode {
  const { frame, asked, result, kept } = props;
  const title = asked.words === "" ? "找事项" : `“${asked.words}”的搜索结果`;
  const anyFilter = Object.values(result.facets).some((values) => values.length > 1) || isNarrowed(asked);
  // The page has a search box of its own: the frame shows no second one.
  return (
    <PortalPage
      frame={{ ...frame, column: "services", has: (address) => address !== addresses.search && frame.has(address) }}
      kind="inner"
      title={title}
      crumbs={[{ href: frame.hall.href, title: "首页" }]}
      here="搜索"
      noindex
    >
      <div class="page-head">
        <h1 class={asked.words === "" ? undefined : "sr"}>{title}</h1>
        <SearchForm words={asked.words} hall={kept} />
        <Understanding asked={asked} result={result} noted={props.noted} />
        <Nearer {...props} />
      </div>
      {anyFilter ? (
        <div class="split split-left">
          <FilterBox
            clearHref={searchHref({ ...asked, ...noFilters }, kept)}
            keep={{ q: asked.words, hall: kept ?? "" }}
            groups={filterGroups(props)}
          />
          <div>
            <Results {...props} />
          </div>
        </div>
      ) : (
        <Results {...props} />
      )}
    </PortalPage>
  );
}

const noFilters = { from: undefined, audience: undefined, department: undefined, theme: undefined, depth: undefined };

function isNarrowed(asked: Asked): boolean {
  const { from, audience, department, theme, depth } = asked;
  return [from, audience, department, theme, depth].some((value) => value !== undefined);
}

function Results(props: SearchProps): VNode {
  const { frame, asked, result, kept } = props;
  if (result.total === 0) return <Nothing {...props} />;
  const best = result.page === 1 && asked.words !== "" ? result.best : undefined;
  const others = result.hits.filter((hit) => hit !== best);
  return (
    <>
      {best ? <BestHit {...props} hit={best} /> : null}
      {others.length > 0 ? <h2 class="sr">{best ? "其他结果" : "结果"}</h2> : null}
      <HitList {...props} hits={others} />
      <div class="row row-between above">
        <Pager
          page={result.page}
          pages={result.pages}
          href={(page) => searchHref(asked, kept, page > 1 ? { page: `${page}` } : {})}
        />
        <p class="small quiet">
          没有找到？换个说法再搜
          {frame.has("/halls") ? (
            <>
              ，<a href="/halls">换一个大厅</a>
            </>
          ) : null}
          ，或拨打 <a href="tel:12345">12345</a>
        </p>
      </div>
    </>
  );
}

/** In an upper hall: the way to the hall the visitor chose last, with the same words. */
function Nearer({ halls, hall, last, asked }: SearchProps): VNode | null {
  if (!hall || !last || asked.words === "" || !halls.above(last).includes(hall)) return null;
  return (
    <p class="quiet">
      您上次选的是{last.division.name}，
      <a href={searchHref({ ...asked, from: undefined, page: 1 }, last.code)}>只看{last.division.name}能办的</a>
    </p>
  );
}

/** Nothing was found: why that may be, and what one can do now. */
function Nothing(props: SearchProps): VNode {
  const { frame, asked, kept, noted } = props;
  if (isNarrowed(asked) && !props.result.missed) {
    return (
      <Empty
        icon="search"
        level={2}
        title="筛选后没有事项"
        text="去掉一两个条件再看。"
        act={<a href={searchHref({ ...asked, ...noFilters }, kept)}>清除全部筛选</a>}
      />
    );
  }
  if (asked.words === "") {
    return <Empty icon="search" level={2} title="这个大厅还没有公布事项" text="可以看看上级大厅，或拨打 12345。" />;
  }
  return (
    <>
      {props.result.lacking ? null : (
        <Empty
          icon="search"
          level={2}
          title={`没有找到“${asked.words}”`}
          text={noted ? "这个说法已经记下，目录的编辑会看到。" : "可能是名称不同，或者不在这个大厅办。"}
        />
      )}
      <section aria-labelledby="advice" class="above">
        <div class="section-head">
          <h2 id="advice">您可以这样做</h2>
        </div>
        <Bullets
          items={[
            "少用几个词，只写要办的事，如“社保卡”“开饭店”",
            "写证照或部门的名称，也可以写拼音",
            ...(frame.has("/halls")
              ? [
                  <>
                    事项可能在别的地方办，<a href="/halls">换一个大厅</a>
                  </>,
                ]
              : []),
            <>
              拨打 <a href="tel:12345">12345</a>，有人帮您找
            </>,
          ]}
        />
      </section>
    </>
  );
}
