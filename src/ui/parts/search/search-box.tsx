import type { VNode } from "preact";
import { Icon } from "../../icons/index.ts";

export interface SearchBoxProps {
  id: string;
  /** Said to screen readers; the box itself shows an example. */
  label: string;
  labelShown?: boolean;
  action: string;
  name?: string;
  value?: string | undefined;
  placeholder: string;
  size?: "normal" | "large";
  /** Words on the button; `icon` leaves only the glass for the eye. */
  button?: string;
  buttonLook?: "words" | "words-and-icon" | "icon";
  /** Finding things on this site is `search`; a number to look up is not. */
  landmark?: boolean;
  kind?: "measure" | "masthead-search";
  /** Hidden fields: what else the answer must know, e.g. the hall one stands in. */
  keep?: Readonly<Record<string, string>> | undefined;
  /** Address that answers with lines while one types (island `suggest`); the kept fields go with it. */
  suggest?: string | undefined;
}

/** One box, one button, one edge. A GET form: the answer has an address. */
export function SearchBox(props: SearchBoxProps): VNode {
  const look = props.buttonLook ?? "words-and-icon";
  const input = {
    id: props.id,
    name: props.name ?? "q",
    value: props.value,
    placeholder: props.placeholder,
    autocomplete: "off",
    "data-suggest": props.suggest,
  };
  const words = props.button ?? "搜索";
  return (
    <form
      role={props.landmark === false ? undefined : "search"}
      aria-label={props.landmark === false ? undefined : props.label}
      action={props.action}
      class={props.kind}
    >
      {Object.entries(props.keep ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label class={props.labelShown ? undefined : "sr"} for={props.id}>
        {props.label}
      </label>
      <div class={props.size === "large" ? "search search-l" : "search"}>
        {props.landmark === false ? <input type="text" {...input} /> : <input type="search" {...input} />}
        <button type="submit">
          {look === "words" ? null : <Icon name="search" />}
          {look === "icon" ? <span class="sr">{words}</span> : words}
        </button>
      </div>
    </form>
  );
}
