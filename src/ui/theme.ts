/** A hall with a hue of its own. */
export interface HallTheme {
  /** 6-digit hall code, the value of `data-hall`. */
  code: string;
  /** 180–290: outside it would collide with the amber and red of cards. */
  hue: number;
}

export const hueRange = { from: 180, to: 290 } as const;

/**
 * The stylesheet of hall themes: one hue each; lightness and chroma are fixed in the tokens, so contrast stays where it was computed.
 * Served as one file (`hall-themes.css`) because the content policy forbids style attributes.
 *
 * @throws RangeError for a code that is not six digits or a hue outside 180–290.
 */
export function hallThemeCss(halls: readonly HallTheme[]): string {
  const rules = halls.map((hall) => {
    if (!/^\d{6}$/.test(hall.code)) throw new RangeError(`not a hall code: ${hall.code}`);
    if (!(hall.hue >= hueRange.from && hall.hue <= hueRange.to))
      throw new RangeError(`hue of hall ${hall.code} is outside 180–290`);
    return `[data-hall="${hall.code}"]{--hue:${hall.hue}}`;
  });
  return `@layer tokens{${rules.join("")}}\n`;
}
