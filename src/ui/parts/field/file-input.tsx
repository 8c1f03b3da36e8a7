import type { VNode } from "preact";
import { Icon } from "../../icons/index.ts";
import type { Control } from "./control.ts";
import type { ControlOf } from "./control-view.tsx";

/** Choosing a file; what the hall holds already stands above with its way to look at it and to take it out. */
export function FileInput(props: ControlOf<Extract<Control, { kind: "file" }>>): VNode {
  const { control } = props;
  const limit = `${props.id}-limit`;
  return (
    <>
      {control.held && control.held.length > 0 ? (
        <ul class="held">
          {control.held.map((file) => (
            <li key={file.href}>
              <Icon name="file-text" />
              <span>
                <a href={file.href}>{file.name}</a>
                <small>{file.note}</small>
              </span>
              {file.removeValue ? (
                <button
                  class="button button-plain button-s"
                  type="submit"
                  name="remove"
                  value={file.removeValue}
                  formnovalidate
                >
                  删除<span class="sr">：{file.name}</span>
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <div class="upload">
        <input
          type="file"
          id={props.id}
          name={props.name}
          accept={control.accept}
          multiple={control.multiple}
          aria-invalid={props.invalid ? "true" : undefined}
          aria-describedby={[props.describedBy, limit].filter(Boolean).join(" ")}
        />
        <span class="small quiet" id={limit}>
          {control.limit}
        </span>
      </div>
    </>
  );
}
