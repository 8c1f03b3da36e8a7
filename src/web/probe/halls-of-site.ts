import { type Static, Type } from "typebox";
import Value from "typebox/value";
import { HallError } from "../../kernel/errors/index.ts";
import { levelNames } from "../../region/index.ts";
import { askPatiently } from "./ask-patiently.ts";
import type { ProbedHall } from "./probe-clicks.ts";

const HallList = Type.Object({
  halls: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      division: Type.Object({ code: Type.String(), level: Type.String() }),
    }),
  ),
});
const ItemList = Type.Object({
  items: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), division: Type.String() })),
  next: Type.Union([Type.String(), Type.Null()]),
});

/**
 * The halls of a site that runs somewhere, and what each lists, as its public API tells: the items in use. An item whose
 * place has no hall there is expected at the site's own.
 *
 * @param url of the site. @throws HallError `web/site-away`, `web/not-a-hall` (unavailable).
 */
export async function hallsOfSite(url: string): Promise<ProbedHall[]> {
  const { halls } = await ask(url, "/api/halls", HallList);
  const home = await askPatiently(url, "/", { accept: "text/html" });
  const [, own = ""] = /<html[^>]* data-hall="(\d{6})"/.exec(await home.text()) ?? [];
  const codes = new Map(halls.flatMap(({ code, division }) => [[code, code] as const, [division.code, code] as const]));
  const lists = new Map<string, { id: string; name: string }[]>();
  let after = "";
  for (;;) {
    const { items, next } = await ask(url, `/api/items?size=500&after=${after}`, ItemList);
    for (const { id, name, division } of items) {
      const code = codes.get(division) ?? codes.get(division.slice(0, 6)) ?? own;
      const list = lists.get(code) ?? [];
      list.push({ id, name });
      lists.set(code, list);
    }
    if (next === null) break;
    after = encodeURIComponent(next);
  }
  const levels: Readonly<Record<string, string>> = levelNames;
  const all = halls.map(({ code, name, division }) => ({
    code,
    name,
    level: levels[division.level] ?? division.level,
    home: code === own ? "/" : `/halls/${code}`,
    items: lists.get(code) ?? [],
  }));
  // The register names halls that stand elsewhere; without items here nothing is asked of them.
  const served = await Promise.all(
    all.map(async (hall) => hall.items.length > 0 || (await askPatiently(url, hall.home)).ok),
  );
  return all.filter((_, at) => served[at]);
}

async function ask<T extends Type.TSchema>(url: string, path: string, schema: T): Promise<Static<T>> {
  const answer = await askPatiently(url, path);
  const body: unknown = answer.ok ? await answer.json() : undefined;
  if (!Value.Check(schema, body)) {
    throw new HallError("unavailable", "web/not-a-hall", `${url} 没有像大厅那样回答（${path}：${answer.status}）`);
  }
  return body;
}
