import type { VNode } from "preact";
import type { Hall, Halls } from "../../region/index.ts";
import { inHall, type PageFrame, PageHead, PortalPage } from "../../ui/index.ts";
import { belowWords, type Choice, hereHref } from "./places.ts";

/** The halls to choose from: the one chosen last first, then city by city. */
export function PlacesView(props: {
  halls: Halls;
  hall: Hall;
  last: Hall | undefined;
  frame: PageFrame;
  choices: readonly Choice[];
  name: string;
}): VNode {
  const { halls, hall, last, frame, choices, name } = props;
  const before = choices.filter((choice) => choice.hall.code === last?.code);
  return (
    <PortalPage
      frame={{ ...frame, column: "services" }}
      title={`在哪里办：${name}`}
      crumbs={[
        { href: frame.hall.href, title: "首页" },
        ...(frame.has("/search") ? [{ href: inHall(frame.hall, "/search"), title: "找事项" }] : []),
      ]}
      here="在哪里办"
      noindex
    >
      <PageHead
        title="在哪里办？"
        lead={`${name}在${belowWords(hall)}办理：${choices.length} 个大厅。选您所在的地方，看那里的条件、材料和时限。`}
      />
      <div class="stack">
        {before.length > 0 ? <Group title="上次选的" choices={before} /> : null}
        {groupsOf(halls, hall, choices).map((group) => (
          <Group key={group.title} {...group} />
        ))}
      </div>
    </PortalPage>
  );
}

interface ChoiceGroup {
  title: string;
  choices: readonly Choice[];
  /** The hall the others of the group lie below. */
  top?: Hall;
}

function Group(props: ChoiceGroup): VNode {
  return (
    <section class="pick-group">
      <h2>{props.title}</h2>
      <ul class="pick pick-wide">
        {props.choices.map(({ hall, place }) => (
          <li key={place.itemId}>
            <a href={hereHref(place.itemId)}>
              {hall.division.name}
              {props.top === hall ? "本级" : null}
              {place.state === "suspended" ? "（暂停办理）" : null}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** By the hall right below the one asked; a hall without others of its own kind stands among 市. */
function groupsOf(halls: Halls, hall: Hall, choices: readonly Choice[]): ChoiceGroup[] {
  const topOf = ({ hall: one }: Choice): Hall => {
    const above = halls.above(one);
    return above[above.indexOf(hall) + 1] ?? one;
  };
  const byTop = [...Map.groupBy(choices, topOf)];
  const single = byTop.filter(([top, some]) => some.every((choice) => choice.hall === top)).flatMap(([, some]) => some);
  const several = byTop.filter(([, some]) => some.some((choice) => !single.includes(choice)));
  const title = hall.division.level === "province" ? "市" : "县区";
  return [
    ...(single.length > 0 ? [{ title, choices: single }] : []),
    ...several.map(([top, some]) => ({ title: top.division.name, choices: some, top })),
  ];
}
