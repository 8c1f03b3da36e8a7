import type { VNode } from "preact";

/** Departments by their short names. @param props.moreHref left out when they are all here. */
export function Departments(props: {
  departments: readonly { name: string; href: string }[];
  moreHref?: string;
}): VNode {
  return (
    <ul class="depts">
      {props.departments.map((department) => (
        <li key={department.name}>
          <a href={department.href}>{department.name}</a>
        </li>
      ))}
      {props.moreHref === undefined ? null : (
        <li>
          <a href={props.moreHref}>更多部门</a>
        </li>
      )}
    </ul>
  );
}
