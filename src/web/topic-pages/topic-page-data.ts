import { type Static, Type } from "typebox";
import Value from "typebox/value";
import { SavedQuery } from "../../catalogue/index.ts";
import stages from "./investment-stages.json" with { type: "json" };
import pages from "./topic-pages.json" with { type: "json" };

const closed = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 1, maxLength: 200 });

/** One step of a matter: what to do, when, and which items of the catalogue do it. */
const TopicStep = Type.Object({ title: Text, says: Text, query: SavedQuery }, closed);
export type TopicStep = Static<typeof TopicStep>;

const TopicPage = Type.Object(
  {
    key: Type.String({ pattern: "^[a-z-]{2,30}$" }),
    name: Text,
    entry: Type.Enum(["person", "legal", "both"]),
    lead: Text,
    /** 专题 for a group of people instead of an event of life. */
    special: Type.Optional(Type.Boolean()),
    steps: Type.Array(TopicStep, { minItems: 1, maxItems: 12 }),
  },
  closed,
);
export type TopicPage = Static<typeof TopicPage>;

const Investment = Type.Object(
  { source: Text, stages: Type.Array(TopicStep, { minItems: 1 }), beside: Type.Array(TopicStep) },
  closed,
);

/** 专题和人生事件: saved queries over the catalogue. A new one is a line in the file, no code. */
export const topicPageList: readonly TopicPage[] = checked("topic-pages.json", Type.Array(TopicPage), pages);

/** The pages of an entry, its own first. */
export function topicsOf(entry: "person" | "legal"): TopicPage[] {
  const own = topicPageList.filter((one) => one.entry === entry);
  return [...own, ...topicPageList.filter((one) => one.entry === "both")];
}

/** The stages of an investment project, and what is done beside them. */
export const investment: Static<typeof Investment> = checked("investment-stages.json", Investment, stages);

function checked<T extends Type.TSchema>(file: string, schema: T, value: unknown): Static<T> {
  const [fault] = Value.Errors(schema, value);
  if (fault) throw new RangeError(`${file}${fault.instancePath} ${fault.message}`);
  return value as Static<T>;
}
