import type { VNode } from "preact";
import type { Specimen } from "./specimen.ts";

/** A specimen with its title and its line of use. */
export function SpecimenView(props: { specimen: Specimen }): VNode {
  const { specimen } = props;
  return (
    <div class="specimen">
      <h3>{specimen.title}</h3>
      {specimen.note ? <p class="small quiet">{specimen.note}</p> : null}
      <div class="specimen-body">{specimen.view()}</div>
    </div>
  );
}
