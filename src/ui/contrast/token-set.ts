import { parseColour, type Rgb } from "./colour.ts";
import type { CssRule } from "./css-rules.ts";

/** A look a page can have: the attributes of html. */
export interface Look {
  mode: "standard" | "elder" | "kiosk" | "console";
  contrast: "normal" | "more";
  /** Hue of a hall theme; undefined is the blue of the house. */
  hue?: number | undefined;
  /** The machine asks for more contrast and the person has not chosen. */
  machineContrast?: boolean;
}

/** Every token with the value it has in a look, references resolved. */
export class TokenSet {
  private readonly values = new Map<string, string>();

  constructor(rules: readonly CssRule[], look: Look) {
    const machine: CssRule[] = [];
    for (const rule of rules) {
      if (rule.within.some((head) => head.includes("prefers-contrast"))) machine.push(rule);
      else if (rule.selectors.some((selector) => matches(selector, look))) this.take(rule);
    }
    if (look.machineContrast && look.contrast === "normal") for (const rule of machine) this.take(rule);
    if (look.hue !== undefined) this.values.set("--hue", String(look.hue));
  }

  private take(rule: CssRule): void {
    for (const [name, value] of rule.declarations) if (name.startsWith("--")) this.values.set(name, value);
  }

  /** The value of a token without references. */
  text(name: string): string {
    const value = this.values.get(name);
    if (value === undefined) throw new Error(`no token ${name}`);
    return value.replace(/var\((--[\w-]+)\)/g, (_, inner: string) => this.text(inner));
  }

  /** A token as a colour. */
  colour(name: string): Rgb {
    const colour = parseColour(this.text(name));
    if (!colour) throw new Error(`${name} is no colour: ${this.text(name)}`);
    return colour;
  }
}

function matches(selector: string, look: Look): boolean {
  if (selector === ":root" || selector === "[data-mode]") return true;
  if (selector === "[data-hall]") return look.hue !== undefined;
  if (selector === "[data-contrast]") return look.contrast === "more";
  return (
    selector === `[data-mode="${look.mode}"]` || (look.contrast === "more" && selector === '[data-contrast="more"]')
  );
}
