export { type ItemAddress, itemAddresses } from "./addresses.ts";
export { type Entry, otherThemes } from "./audience.ts";
export { type PublishedChange, publishedChanges } from "./changes.ts";
export { countBodies, countByPlace, countThemes, countTypes, type ThemeCounts } from "./counts.ts";
export { type FieldsInUse, fieldsInUse } from "./fields-in-use.ts";
export { type BodyScore, type CatalogueFigures, catalogueFigures, scoresByBody } from "./figures.ts";
export { type ItemBody, type Listing, type ListingFilter, listShown } from "./list.ts";
export { type ItemPlace, placesOfItems } from "./place.ts";
export { findSaved, SavedQuery } from "./saved-query.ts";
