/** A role that stands on another, and the least contrast it must have there. `elder` is that of elder mode, where it differs. */
export interface RolePair {
  ink: string;
  ground: string;
  least: number;
  elder?: number;
}

const text = { least: 4.5, elder: 7 } as const;
/** WCAG 2.2, 1.4.11: edges of controls and marks that carry a meaning. */
const mark = { least: 3 } as const;

function onEach(
  inks: readonly string[],
  grounds: readonly string[],
  least: { least: number; elder?: number },
): RolePair[] {
  return inks.flatMap((ink) => grounds.map((ground) => ({ ink, ground, ...least })));
}

/** Every pair of roles that meets on a page. A new meeting of text and ground in a component is found by the test and checked as text. */
export const rolePairs: readonly RolePair[] = [
  ...onEach(
    ["--ink", "--ink-2", "--brand-ink", "--brand-hover"],
    ["--ground", "--ground-quiet", "--ground-sunk", "--ground-brand", "--brand-wash"],
    text,
  ),
  ...onEach(["--ink-3"], ["--ground", "--ground-quiet"], text),
  ...onEach(["--ink", "--ink-2", "--warn-ink"], ["--warn-wash"], text),
  ...onEach(["--ink", "--ink-2", "--stop-ink"], ["--stop-wash"], text),
  ...onEach(["--warn-ink", "--stop-ink"], ["--ground", "--ground-quiet"], text),
  ...onEach(["--ink", "--brand-hover"], ["--brand-wash-deep", "--ground-hover"], text),
  ...onEach(["--on-brand", "--on-brand-2"], ["--brand"], text),
  ...onEach(["--on-brand"], ["--brand-hover", "--brand-press", "--stop-ink"], text),
  ...onEach(["--on-deep", "--on-deep-2"], ["--ground-deep"], text),
  ...onEach(["--paper-ink", "--paper-ink-2"], ["--paper"], text),
  ...onEach(["--line-control", "--mark-quiet"], ["--ground", "--ground-quiet"], mark),
  ...onEach(["--line-control"], ["--ground-brand"], mark),
  ...onEach(["--brand", "--brand-tick", "--warn-mark", "--stop-mark"], ["--ground", "--ground-quiet"], mark),
  ...onEach(["--warn-mark"], ["--warn-wash"], mark),
  ...onEach(["--stop-mark"], ["--stop-wash"], mark),
  ...onEach(["--focus"], ["--ground", "--ground-quiet", "--ground-brand", "--ground-sunk"], mark),
  ...onEach(["--on-deep"], ["--ground-deep", "--focus"], mark),
];
