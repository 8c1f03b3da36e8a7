/** Reads named values and remembers every fault, so that the person mends all of them at once. */
export class Faults {
  readonly found = new Map<string, string>();

  constructor(private readonly env: Record<string, string | undefined>) {}

  add(name: string, sentence: string): void {
    this.found.set(name, sentence);
  }

  /** An empty value counts as not set: that is how most process managers leave a variable out. */
  private given(name: string): string | undefined {
    const value = this.env[name]?.trim();
    return value === "" ? undefined : value;
  }

  text(name: string, fallback: string): string {
    return this.given(name) ?? fallback;
  }

  required(name: string, mend: string): string {
    const value = this.given(name);
    if (value === undefined) this.add(name, `没有填写，${mend}`);
    return value ?? "";
  }

  matching(name: string, pattern: RegExp, fallback: string, mend: string): string {
    const value = this.given(name) ?? fallback;
    if (!pattern.test(value)) this.add(name, `现在是“${value}”，${mend}`);
    return value;
  }

  integer(name: string, fallback: number, least: number, most: number): number {
    const value = this.given(name);
    if (value === undefined) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    this.add(name, `现在是“${value}”，应是 ${least} 到 ${most} 的整数`);
    return fallback;
  }

  port(name: string, fallback: number): number {
    return this.integer(name, fallback, 1, 65535);
  }

  yesNo(name: string, fallback: boolean): boolean {
    const value = this.given(name);
    if (value === undefined) return fallback;
    if (value === "1" || value === "true") return true;
    if (value === "0" || value === "false") return false;
    this.add(name, `现在是“${value}”，应是 true 或 false`);
    return fallback;
  }

  oneOf<const Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice {
    const value = this.given(name);
    if (value === undefined) return fallback;
    const choice = choices.find((each) => each === value);
    if (choice) return choice;
    this.add(name, `现在是“${value}”，应是 ${choices.join("、")} 之一`);
    return fallback;
  }

  /** @returns the text as given; the value itself is never repeated in a fault, since addresses may carry a password. */
  optionalUrl(name: string, protocols: readonly string[]): string | undefined {
    const value = this.given(name);
    if (value === undefined) return undefined;
    // Several hosts (`postgres://a,b/db`) are an address to PostgreSQL but not to URL: only the first is looked at.
    const first = value.replace(/(:\/\/(?:[^@/]*@)?[^,/]+)(?:,[^/]*)/, "$1");
    const url = URL.canParse(first) ? new URL(first) : undefined;
    if (url && protocols.includes(url.protocol)) return value;
    this.add(name, `不是完整的地址，应以 ${protocols.map((each) => `${each}//`).join(" 或 ")} 开头`);
    return undefined;
  }

  url(name: string, protocols: readonly string[], fallback: string): string {
    return this.given(name) === undefined ? fallback : (this.optionalUrl(name, protocols) ?? fallback);
  }
}
