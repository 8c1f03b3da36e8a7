import type { VNode } from "preact";
import type { Hall, Halls } from "../region/index.ts";
import { Links } from "../ui/index.ts";
import { countsBelow, hallHref } from "./hall-view.ts";
import { topHalls } from "./served-halls.ts";

/** Every open hall: under the uppermost (a province's, in a city's or county's own installation that) each city with its counties. Typing in the box above narrows it (island `hall-filter`). */
export function AllHalls(props: { halls: Halls; own: Hall | undefined }): VNode {
  const { halls, own } = props;
  return (
    <>
      {topHalls(halls).map((province) => (
        <ProvinceHalls key={province.code} province={province} halls={halls} own={own} />
      ))}
    </>
  );
}

function ProvinceHalls(props: { province: Hall; halls: Halls; own: Hall | undefined }): VNode {
  const { province, halls, own } = props;
  const below = halls.below(province);
  const lone = below.filter((hall) => halls.below(hall).length === 0);
  return (
    <section class="stack" aria-labelledby={`p${province.code}`}>
      <h2 id={`p${province.code}`}>
        <a href={hallHref(province, own)}>{province.name}</a>
      </h2>
      {below
        .filter((hall) => !lone.includes(hall))
        .map((city) => (
          <div key={city.code} class="pick-group">
            <h3>
              <a href={hallHref(city, own)}>{city.division.name}</a>
            </h3>
            <Pick halls={halls.below(city)} own={own} />
          </div>
        ))}
      {below.length === 0 ? (
        <Links links={countsBelow(province).map(({ name, href }) => ({ title: name, href }))} />
      ) : null}
      {lone.length > 0 ? (
        <div class="pick-group">
          {province.division.level === "province" ? <h3>不设区的市、省直管市县</h3> : null}
          <Pick halls={lone} own={own} />
        </div>
      ) : null}
    </section>
  );
}

function Pick(props: { halls: readonly Hall[]; own: Hall | undefined }): VNode | null {
  if (props.halls.length === 0) return null;
  return (
    <ul class="pick pick-wide">
      {props.halls.map((hall) => (
        <li key={hall.code}>
          <a href={hallHref(hall, props.own)}>{hall.division.name}</a>
        </li>
      ))}
    </ul>
  );
}
