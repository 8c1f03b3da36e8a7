import type { ComponentChildren, VNode } from "preact";

export interface FormProps {
  action: string;
  /** Token of the session (or pre-session); every form that changes something carries it. */
  csrf: string;
  /** Files travel as multipart. */
  files?: boolean;
  /** Other buttons stand before the main one (删除, 添加一行): Enter in a line of text must still press the main one. */
  otherButtons?: boolean;
  children: ComponentChildren;
}

/** A form that changes something: POST, answered with 303 or with 422 and the same page. The browser's own checks are off: ours are in Chinese. */
export function Form(props: FormProps): VNode {
  return (
    <form method="post" action={props.action} novalidate enctype={props.files ? "multipart/form-data" : undefined}>
      {/* First: it is read before the files behind it. */}
      <input type="hidden" name="_csrf" value={props.csrf} />
      {props.otherButtons ? (
        <button class="sr" type="submit" tabIndex={-1} aria-hidden="true">
          保存
        </button>
      ) : null}
      <div class="stack-l">{props.children}</div>
    </form>
  );
}
