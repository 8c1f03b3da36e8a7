/** The axis of a chart: round steps that hold all values. */
export interface Scale {
  min: number;
  max: number;
  step: number;
}

/**
 * One to eight round steps around the values, mostly four to six. A rate may leave zero out (a line shows change); a count starts at zero.
 *
 * @param fromZero bars and counts: length is the number, so the axis must begin at 0.
 */
export function scaleFor(values: readonly number[], fromZero: boolean): Scale {
  const low = fromZero ? Math.min(0, ...values) : Math.min(...values);
  const high = Math.max(...values, fromZero ? 0 : low);
  const span = high - low || Math.abs(high) || 1;
  const step = roundStep(span / 5);
  const min = Math.floor(low / step + 1e-9) * step;
  const max = Math.max(Math.ceil(high / step - 1e-9) * step, min + step);
  return { min: tidy(min), max: tidy(max), step };
}

function roundStep(rough: number): number {
  const size = 10 ** Math.floor(Math.log10(rough));
  const [step = 10] = [1, 2, 5, 10].filter((one) => one * size >= rough * 0.999);
  return tidy(step * size);
}

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** At most `most` of the moments are written under an axis, the last always: every nth, counted from the end. */
export function spokenMoments(moments: readonly string[], most: number): string[] {
  const every = Math.max(1, Math.ceil(moments.length / most));
  return moments.map((moment, at) => ((moments.length - 1 - at) % every === 0 ? moment : ""));
}

/**
 * Moves labels apart that would touch: heights in pixels from the top, in the order given (top first).
 *
 * @returns how far each moves, down positive.
 */
export function partLabels(tops: readonly number[], apart: number): number[] {
  const placed = [...tops];
  for (let at = placed.length - 2; at >= 0; at -= 1) {
    placed[at] = Math.min(placed[at] ?? 0, (placed[at + 1] ?? 0) - apart);
  }
  return placed.map((top, at) => Math.round(top - (tops[at] ?? 0)));
}
