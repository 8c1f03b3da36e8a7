import type { House } from "../../kernel/house/index.ts";

/** A text as XML takes it; control characters, which XML cannot hold, are left out. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\n\t]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("'", "&apos;")
    .replaceAll('"', "&quot;");
}

/** An address of this site under its public name. */
export function absolute(house: Pick<House, "config">, path: string): string {
  return new URL(path, house.config.publicUrl).href;
}
