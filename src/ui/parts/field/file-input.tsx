import type { VNode } from "preact";
import { Icon } from "../../icons/index.ts";
import type { FileControl, HeldFile } from "./control.ts";
import type { ControlOf } from "./control-view.tsx";

/**
 * Choosing a file; what the hall holds already stands above with its way to look at it and to take it out. With `upload` the island
 * `upload-file` fills the template for every file it sends.
 */
export function FileInput(props: ControlOf<FileControl>): VNode {
  const { control } = props;
  const limit = `${props.id}-limit`;
  const held = control.held ?? [];
  return (
    <>
      {held.length > 0 || control.upload ? (
        <ul class="held" hidden={held.length === 0}>
          {held.map((file) => (
            <Held key={file.href} file={file} />
          ))}
          {control.upload ? (
            <template>
              <Held file={{ name: "", note: "", href: "#", removeValue: "-" }} />
            </template>
          ) : null}
        </ul>
      ) : null}
      <div class="upload" data-upload={control.upload?.href} data-most={control.upload?.mostBytes}>
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

function Held({ file }: { file: HeldFile }): VNode {
  return (
    <li>
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
  );
}
