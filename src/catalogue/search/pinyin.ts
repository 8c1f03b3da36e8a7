import { createRequire } from "node:module";

type Pinyin = typeof import("pinyin-pro").pinyin;
let loaded: Pinyin | undefined;

/** Loaded with the first sound: some 8 MB that a process without search need not pay. */
const pinyin = ((...asked: Parameters<Pinyin>) => {
  loaded ??= (createRequire(import.meta.url)("pinyin-pro") as { pinyin: Pinyin }).pinyin;
  return loaded(...asked);
}) as Pinyin;

/** The sounds of a key, one for each sign; letters and digits stand for themselves. */
export interface Sounds {
  /** First letters, one for each sign. */
  readonly initials: string;
  /** Whole syllables without tones, ü written v. */
  readonly syllables: readonly string[];
}

/** @param key of `normalize`; signs outside the BMP have no sound and become `_`. */
export function soundsOf(key: string): Sounds {
  const signs = [...key];
  const spoken = pinyin(key, { toneType: "none", type: "array", v: true, nonZh: "spaced" });
  // One sound for each sign, or the places no longer fit: then sign by sign, without the context.
  const read =
    spoken.length === signs.length ? spoken : signs.map((sign) => pinyin(sign, { toneType: "none", v: true }));
  const syllables = read.map((sound) => (/^[a-z0-9]+$/.test(sound) ? sound : "_"));
  return { initials: syllables.map((syllable) => syllable[0] ?? "_").join(""), syllables };
}

/**
 * How a key may be spelled: read in context (银行 hang), and, where that differs, sign by sign as a hurried typist reads.
 * The reading in context comes first.
 */
export function readingsOf(key: string): Sounds[] {
  const inContext = soundsOf(key);
  const alone = soundsAlone(key);
  return alone.initials === inContext.initials ? [inContext] : [inContext, alone];
}

/** Each sign by its commonest sound. */
export function soundsAlone(key: string): Sounds {
  const syllables = [...key].map(soundOfSign);
  return { initials: syllables.map((syllable) => syllable[0] ?? "_").join(""), syllables };
}

const bySign = new Map<string, string>();

function soundOfSign(sign: string): string {
  const known = bySign.get(sign);
  if (known !== undefined) return known;
  const sound = soundsOf(sign).syllables[0] ?? "_";
  // The signs of Unicode are many, but those in titles and questions are some thousands.
  if (bySign.size < 20_000) bySign.set(sign, sound);
  return sound;
}

/** What is stored for a title and its other names: each as ` initials syllables`, so that a space marks a beginning. */
export function pinyinText(keys: readonly string[]): string {
  return keys
    .flatMap(readingsOf)
    .map(({ initials, syllables }) => ` ${initials} ${syllables.join("")}`)
    .join("");
}

/**
 * Where typed letters stand in a text that is heard.
 *
 * @returns the signs `[from, to)` they stand for, as initials or as whole syllables; undefined when they do not.
 */
export function heardAt(sounds: Sounds, letters: string): { from: number; to: number } | undefined {
  const from = sounds.initials.indexOf(letters);
  if (from >= 0) return { from, to: from + letters.length };
  for (let start = 0; start < sounds.syllables.length; start += 1) {
    let left = letters;
    for (let end = start; end < sounds.syllables.length; end += 1) {
      const syllable = sounds.syllables[end] ?? "";
      if (syllable.startsWith(left)) return { from: start, to: end + 1 };
      if (!left.startsWith(syllable)) break;
      left = left.slice(syllable.length);
    }
  }
  return undefined;
}
