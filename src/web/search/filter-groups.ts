import { below, type FacetValue, type SearchResult } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Hall, Halls } from "../../region/index.ts";
import { depthWords } from "../guide/item-words.ts";
import type { Asked, FilterName } from "./ask.ts";
import type { FilterGroup } from "./filter-box.tsx";
import { belowWords } from "./places.ts";

/** Of one filter more are not shown: the most frequent help most. */
const mostChoices = 6;

interface Filtered {
  readonly house: House;
  readonly halls: Halls;
  /** Where the search is asked. */
  readonly hall: Hall | undefined;
  readonly asked: Asked;
  readonly result: SearchResult;
}

/** The filters of a search: what they leave, and what is chosen. A filter that would not narrow anything is left out. */
export function filterGroups(found: Filtered): FilterGroup[] {
  const { house, asked } = found;
  const { facets } = found.result;
  const group = (
    name: FilterName,
    title: string,
    values: readonly FacetValue[],
    label: (value: string) => string,
  ): FilterGroup[] => {
    const chosen = asked[name]?.toString();
    const shown = values.filter(({ value }, at) => at < mostChoices || value === chosen);
    const known = chosen === undefined || shown.some(({ value }) => value === chosen);
    const all = known ? shown : [...shown, { value: chosen, count: 0 }];
    if (all.length < 2 && chosen === undefined) return [];
    return [{ name, title, chosen, choices: all.map((one) => ({ ...one, label: label(one.value) })) }];
  };
  return [
    ...group("from", "哪里的事项", facets.halls, (code) => hallName(found, code)),
    ...group("audience", "服务对象", facets.audiences, (code) => house.codes.label("audience_v2", code)),
    ...group("depth", "网上能办到哪一步", facets.depths, (depth) => depthWords[depth] ?? depth),
    ...group("department", "部门", facets.departments, same),
    ...group("theme", "主题", facets.themes, same),
  ];
}

function hallName({ halls, hall }: Filtered, code: string): string {
  return code === below ? `${belowWords(hall)}办的` : (halls.find(code)?.division.name ?? code);
}

function same(value: string): string {
  return value;
}
