import type { ComponentChildren, VNode } from "preact";

export interface FormProps {
  action: string;
  /** Token of the session (or pre-session); every form that changes something carries it. */
  csrf: string;
  /** Files travel as multipart. */
  files?: boolean;
  children: ComponentChildren;
}

/** A form that changes something: POST, answered with 303 or with 422 and the same page. The browser's own checks are off: ours are in Chinese. */
export function Form(props: FormProps): VNode {
  return (
    <form
      class="stack-l"
      method="post"
      action={props.action}
      novalidate
      enctype={props.files ? "multipart/form-data" : undefined}
    >
      {props.children}
      <input type="hidden" name="_csrf" value={props.csrf} />
    </form>
  );
}
