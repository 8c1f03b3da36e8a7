import { Type } from "typebox";
import { topic } from "../kernel/outbox/index.ts";

/** Most items that one piece of news names; an import tells of its rows in such portions. */
export const mostInNews = 500;

/** News: these items have a new version in use (first or later). */
export const itemPublished = topic(
  "catalogue.item-published",
  Type.Object({
    items: Type.Array(Type.Object({ item: Type.String(), version: Type.Integer() }), {
      minItems: 1,
      maxItems: mostInNews,
    }),
  }),
);

/** News: these items went into use, out of use for a time, or for ever. A first publication is told by both kinds of news. */
export const itemStateChanged = topic(
  "catalogue.item-state-changed",
  Type.Object({
    items: Type.Array(
      Type.Object({
        item: Type.String(),
        state: Type.Enum(["published", "suspended", "cancelled"]),
        successors: Type.Array(Type.String()),
      }),
      { minItems: 1, maxItems: mostInNews },
    ),
  }),
);
