import type { VNode } from "preact";

export interface Service {
  href: string;
  name: string;
  /** As people call it, and the ways to go: 开店办执照 · 不用跑. */
  note: string;
  /** Large: our promise, e.g. 7 个工作日, 当场. */
  promised: string;
  /** Small: the law, e.g. 法定 10 个工作日, 办结. */
  legal: string;
}

/** Items with both limits: the promise large, the law small. */
export function Services(props: { services: readonly Service[] }): VNode {
  return (
    <ul class="services">
      {props.services.map((service) => (
        <li key={service.name}>
          <a href={service.href}>
            <b>{service.name}</b>
            <span class="why">{service.note}</span>
            <span class="days">
              <strong>{service.promised}</strong>
              {service.legal}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
