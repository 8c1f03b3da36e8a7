import { lengthOf, tidyLine, tidyText } from "../tidy.ts";
import { asText, type Kind, textOf, UNREADABLE } from "./kind.ts";

/** What a question of words says of its length, in characters as people count them. */
interface Lengths {
  minLength?: number;
  maxLength?: number;
}

/** Lengths where the definition gives none. */
const LINE = 100;
const LONG = 2000;

function words(tidy: (text: string) => string, usual: number): Kind<Lengths> {
  return {
    fact: "text",
    read(given, asked) {
      const typed = textOf(given);
      if (typed === undefined)
        return typeof given === "object" && given.length === 0 ? undefined : { fault: UNREADABLE };
      const value = tidy(typed);
      if (value === "") return undefined;
      const length = lengthOf(value);
      const most = asked.maxLength ?? usual;
      if (length > most) return { fault: `最多${most}个字，现在有${length}个字` };
      if (length < (asked.minLength ?? 1)) return { fault: `至少写${asked.minLength}个字` };
      return { value };
    },
    write: asText,
    show: asText,
    schema: (asked) => ({ type: "string", minLength: asked.minLength ?? 1, maxLength: asked.maxLength ?? usual }),
  };
}

export const text = words(tidyLine, LINE);
export const longText = words(tidyText, LONG);
