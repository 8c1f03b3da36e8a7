import { bodiesInUse, listMisses, mayKeepShared, meaningsOf } from "../../catalogue/index.ts";
import { addCalendarDays, dayOf, formatDate } from "../../kernel/calendar/index.ts";
import { type Page, page, show } from "../../kernel/http/index.ts";
import { CardTable, ConsolePage, DeskHead, Empty, renderDocument } from "../../ui/index.ts";
import { bodiesPath, editorsPath, phraseHref, searchesPath } from "./paths.ts";
import { hallName, requireKeeper, surroundOf } from "./surround.ts";

/** `/editors/searches`: what visitors of these halls sought in vain in the last thirty days. */
const searchesPage = page({
  method: "GET",
  path: searchesPath,
  role: "staff",
  summary: "本大厅三十天里没有搜到的说法，问得多的在前",
  async handle(call) {
    const { house, actor } = call;
    const { halls } = requireKeeper(actor);
    const since = addCalendarDays(dayOf(house.clock.now()), -30);
    const rows = [];
    for (const hall of halls) {
      const name = await hallName(call, hall);
      for (const miss of await listMisses(house.db, hall, since)) rows.push({ ...miss, hall, name });
    }
    const meanings = await meaningsOf(
      house.db,
      rows.map(({ phrase }) => phrase),
    );
    const mayTeach = mayKeepShared(actor);
    rows.sort((one, other) => other.asked - one.asked);
    const surround = await surroundOf(call);
    return show(
      renderDocument(
        <ConsolePage {...surround} title="没搜到的说法" current="searches">
          <DeskHead
            title="没搜到的说法"
            note="三十天里搜了没有结果的。给它配上规范用语，或给该办的事项加别名，下次就搜得到。"
          />
          {rows.length === 0 ? (
            <Empty level={2} icon="search" title="没有" text="三十天里每次搜索都有结果。" />
          ) : (
            <CardTable
              caption="没搜到的说法，问得多的在前"
              captionHidden
              dense
              rows={rows}
              rowKey={({ hall, phrase }) => `${hall} ${phrase}`}
              columns={[
                {
                  head: "说法",
                  role: "name",
                  cell: ({ phrase }) => (
                    <>
                      {phrase}
                      {meanings.has(phrase) ? (
                        <span class="sub">已配：{meanings.get(phrase)?.slice(0, 3).join("、")}</span>
                      ) : null}
                    </>
                  ),
                },
                { head: "次数", role: "end", cell: ({ asked }) => asked.toLocaleString("zh-CN") },
                { head: "最近一次", cell: ({ lastOn }) => formatDate(lastOn as never) },
                { head: "大厅", cell: ({ name }) => name },
                {
                  head: "配上",
                  headHidden: true,
                  role: "act",
                  cell: ({ phrase }) => (
                    <a href={phraseHref(phrase)}>
                      {mayTeach ? "配用语、加别名" : "加别名"}
                      <span class="sr">：{phrase}</span>
                    </a>
                  ),
                },
              ]}
            />
          )}
        </ConsolePage>,
      ),
    );
  },
});

/** `/editors/departments`: bodies that items name and the register of departments does not have. */
const bodiesPage = page({
  method: "GET",
  path: bodiesPath,
  role: "staff",
  summary: "事项里写的、机构里查不到的部门，和各有多少事项",
  async handle(call) {
    const { house, actor } = call;
    const { halls } = requireKeeper(actor);
    const all = (await Promise.all(halls.map((hall) => bodiesInUse(house, hall)))).flat();
    const rows = all.filter(({ department }) => department === undefined);
    const items = rows.reduce((sum, one) => sum + one.items, 0);
    const surround = await surroundOf(call);
    return show(
      renderDocument(
        <ConsolePage {...surround} title="对不上的部门" current="bodies">
          <DeskHead
            title={rows.length > 0 ? `${rows.length} 个部门对不上` : "部门都对上了"}
            note={
              rows.length > 0
                ? `${items} 个事项的实施主体在机构里查不到：不能在网上受理，本大厅的编制员也分不清是谁的。`
                : "每个事项的实施主体都在机构里。"
            }
          />
          {rows.length === 0 ? null : (
            <CardTable
              caption="机构里查不到的实施主体"
              captionHidden
              dense
              rows={rows}
              rowKey={({ division, deptCode, deptName }) => `${division} ${deptCode} ${deptName}`}
              columns={[
                { head: "事项里写的", role: "name", cell: ({ deptName }) => deptName ?? "没有写" },
                { head: "信用代码", cell: ({ deptCode }) => <span class="code">{deptCode ?? "没有写"}</span> },
                { head: "区划", cell: ({ division }) => <span class="code">{division}</span> },
                { head: "事项", role: "end", cell: ({ items: count }) => count },
                {
                  head: "看事项",
                  headHidden: true,
                  role: "act",
                  cell: ({ deptName }) => (
                    <a href={`${editorsPath}?dept=none`}>
                      看事项<span class="sr">：{deptName}</span>
                    </a>
                  ),
                },
              ]}
            />
          )}
          <p class="small quiet above">
            名称写错的，在事项里改；机构里没有的，请管理机构的人登记，或给已有的部门加一个叫法。
          </p>
        </ConsolePage>,
      ),
    );
  },
});

export const gapPages: readonly Page[] = [searchesPage, bodiesPage];
