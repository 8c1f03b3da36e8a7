import type { VNode } from "preact";
import { addresses, SearchBox, suggestions } from "../../ui/index.ts";

/** The search box of the result page: what was typed, and the hall the visitor stands in. */
export function SearchForm(props: { words: string; hall: string | undefined }): VNode {
  return (
    <SearchBox
      id="q"
      size="large"
      kind="measure"
      label="换个说法再搜"
      action={addresses.search}
      value={props.words}
      placeholder="搜事项、证照、部门"
      keep={props.hall === undefined ? {} : { hall: props.hall }}
      suggest={suggestions}
    />
  );
}
