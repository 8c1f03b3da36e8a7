import type { VNode } from "preact";

const tile =
  "M0 0h112v112H0zM28 28h56v56H28zM56 0v28M56 84v28M0 56h28M84 56h28M0 28h28V0M84 0v28h28M112 84H84v28M28 112V84H0" +
  "M56 40l16 16-16 16-16-16zM28 28l16.5 16.5M84 28 67.5 44.5M84 84 67.5 67.5M28 84l16.5-16.5";

/**
 * The lattice of a Lingnan window (满洲窗) as a quiet ground. Only on deep blue: home, kiosk head, licence.
 *
 * @param props.id of the pattern, unique on the page.
 */
export function Lattice(props: { id: string }): VNode {
  return (
    <svg class="lattice" aria-hidden="true" focusable="false">
      <defs>
        <pattern id={props.id} width="112" height="112" patternUnits="userSpaceOnUse">
          <path d={tile} fill="none" stroke="currentColor" stroke-width="1.25" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${props.id})`} />
    </svg>
  );
}
