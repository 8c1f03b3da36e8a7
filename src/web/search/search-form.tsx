import type { VNode } from "preact";
import { Icon } from "../../ui/index.ts";

/** The search box of the result page: that of the look, which also keeps the hall the visitor stands in. */
export function SearchForm(props: { words: string; hall: string | undefined }): VNode {
  return (
    <search aria-label="换个说法再搜" class="measure">
      <form action="/search">
        {props.hall === undefined ? null : <input type="hidden" name="hall" value={props.hall} />}
        <label class="sr" for="q">
          换个说法再搜
        </label>
        <div class="search search-l">
          <input
            type="search"
            id="q"
            name="q"
            value={props.words}
            placeholder="搜事项、证照、部门"
            autocomplete="off"
          />
          <button type="submit">
            <Icon name="search" />
            搜索
          </button>
        </div>
      </form>
    </search>
  );
}
