import { type FormFields, parseForm } from "./form-body.ts";

/** What stands for a query that is not well formed: the router's parser must not throw, so the refusal comes a step later. */
export const badQuery: Readonly<FormFields> = Object.freeze(Object.create(null));

/** The router's query parser. @returns `badQuery` when the text is not a well-formed query. */
export function parseQuery(text: string): FormFields {
  return parseForm(text) ?? badQuery;
}
