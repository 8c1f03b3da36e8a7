/** An address of the web as it may be linked to; undefined for anything else a source wrote there (javascript:, words, a path). */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === "https:" || protocol === "http:" ? href : undefined;
}

/** A telephone as a link takes it; undefined when there is no number in it. Of several the first. */
export function callAddress(text: string): string | undefined {
  const [first] = /\+?\d[\d-]{3,18}\d/.exec(text) ?? [];
  return first && `tel:${first.replaceAll(/(?!^\+)\D/g, "")}`;
}
