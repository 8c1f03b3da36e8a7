/** One rule of a stylesheet: its selectors, its declarations and the at-rules around it. */
export interface CssRule {
  selectors: string[];
  declarations: Map<string, string>;
  /** From outside in, e.g. ["@layer components", "@media print"]. */
  within: string[];
}

/** Reads our own stylesheets (no nesting, no strings with braces). For tests. */
export function readRules(css: string): CssRule[] {
  const rules: CssRule[] = [];
  const within: string[] = [];
  const text = css.replace(/\/\*[\s\S]*?\*\//g, "");
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === ";" && within.length === 0) from = at + 1;
    if (text[at] === "{") {
      const head = text.slice(from, at).trim().replace(/\s+/g, " ");
      from = at + 1;
      if (head.startsWith("@")) {
        within.push(head);
        continue;
      }
      const end = text.indexOf("}", at);
      rules.push({
        selectors: splitSelectors(head),
        declarations: readDeclarations(text.slice(at + 1, end)),
        within: [...within],
      });
      at = end;
      from = end + 1;
    } else if (text[at] === "}") {
      within.pop();
      from = at + 1;
    }
  }
  return rules;
}

function splitSelectors(head: string): string[] {
  return head.split(/,(?![^(]*\))/).map((selector) => selector.trim());
}

function readDeclarations(body: string): Map<string, string> {
  return new Map(
    body.split(";").flatMap((line) => {
      const colon = line.indexOf(":");
      return colon < 0
        ? []
        : [
            [
              line.slice(0, colon).trim(),
              line
                .slice(colon + 1)
                .trim()
                .replace(/\s+/g, " "),
            ] as const,
          ];
    }),
  );
}
