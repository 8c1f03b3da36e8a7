export type { SearchEntry } from "./entry.ts";
export type { Facets, FacetValue } from "./facets.ts";
export type { Rung } from "./find.ts";
export { indexItems, refreshTokens, removeItems } from "./index-items.ts";
export type { Lacking } from "./lacking.ts";
export { type HallPlace, placesOf } from "./matter.ts";
export { listMisses, type Miss, mayBePersonal, noteMiss } from "./misses.ts";
export type { Range } from "./normalize.ts";
export type { Via } from "./rank.ts";
export { below, type Filters, type Reach, reachOf } from "./reach.ts";
export { type Hit, type SearchAsk, type SearchResult, search, type Understood } from "./search.ts";
export { setPopularity } from "./set-popularity.ts";
export { type Suggestion, suggest } from "./suggest.ts";
export {
  listPhrases,
  meaningsOf,
  type Phrase,
  retireSynonym,
  syncSynonyms,
  type TaughtBy,
  teachSynonym,
} from "./synonyms.ts";
export { searchTables } from "./tables.ts";
