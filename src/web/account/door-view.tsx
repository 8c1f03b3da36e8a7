import type { ComponentChildren, VNode } from "preact";
import { addresses, Button, type Fault, Form, type PageFrame, PortalPage, Split } from "../../ui/index.ts";
import { FormHead } from "./account-frame.tsx";

export interface DoorProps {
  frame: PageFrame;
  title: string;
  lead?: ComponentChildren;
  faults: readonly Fault[];
  action: string;
  csrf: string;
  submit: string;
  children: ComponentChildren;
  /** Stands below the form: another form, a way back. */
  after?: ComponentChildren;
  side: ComponentChildren;
}

/** A page at which a visitor comes in: one question at the left, the other ways in at the right. */
export function DoorView(props: DoorProps): VNode {
  const { frame, title, faults } = props;
  return (
    <PortalPage
      frame={withoutDoors(frame)}
      title={faults.length > 0 ? `错误：${title}` : title}
      crumbs={[{ href: frame.hall.href, title: "首页" }]}
      here={title}
      noindex
    >
      <FormHead faults={faults} title={title} lead={props.lead} />
      <Split side={props.side} sideLabel="其他办法">
        <div class="stack-l">
          <Form action={props.action} csrf={props.csrf}>
            {props.children}
            <p class="row">
              <Button>{props.submit}</Button>
            </p>
          </Form>
          {props.after}
        </div>
      </Split>
    </PortalPage>
  );
}

const doors: readonly string[] = [addresses.signIn, addresses.register];

/** Who stands at a door is shown no door in the head. */
function withoutDoors(frame: PageFrame): PageFrame {
  return { ...frame, has: (address) => !doors.includes(address) && frame.has(address) };
}

/** The other ways in, at the side. */
export function OtherWays(props: { title: string; children: ComponentChildren }): VNode {
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}
