/** One shape of a drawing: plain attributes and a class, never an inline style and never an id. */
export interface Shape {
  tag: "path" | "text" | "circle" | "rect";
  attributes: Readonly<Record<string, string>>;
  text?: string;
}

/**
 * What a colour stands for. ECharts paints with these stand-ins; reading its SVG turns each into a class of the style sheet,
 * so modes, contrast, hall themes and print change a chart like anything else.
 */
export const INKS = {
  axis: "#000001",
  "target-thin": "#000002",
  line: "#000003",
  "line-2": "#000004",
  area: "#000005",
  dot: "#000006",
  "dot-2": "#000007",
  "bar-on": "#000008",
  bar: "#000009",
  "bar-rest": "#00000a",
  ink: "#00000b",
  word: "#00000c",
  rest: "#00000d",
} as const;

const CLASS_OF = new Map<string, string>(Object.entries(INKS).map(([name, colour]) => [colour, name]));
const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};
/** Taken over as they are; all others (style, pointer-events, id, clip-path …) are left behind. */
const KEPT = new Set([
  "d",
  "x",
  "y",
  "cx",
  "cy",
  "r",
  "width",
  "height",
  "transform",
  "text-anchor",
  "dominant-baseline",
]);

/**
 * Reads the shapes out of an SVG that ECharts made on the server. Groups, clips and its style block are left behind: our own
 * content policy forbids inline style, and a page with two charts must not carry an id twice.
 *
 * @throws Error when a shape is painted in a colour that stands for nothing: a defect of the option, found by tests.
 */
export function readShapes(svg: string): Shape[] {
  const drawn = svg.replace(/<defs[\s\S]*?<\/defs>/g, "").replace(/<style[\s\S]*?<\/style>/g, "");
  const shapes: Shape[] = [];
  for (const match of drawn.matchAll(/<(path|text|circle|rect|polygon)\s([^>]*?)\/?>(?:([^<]*)<\/text>)?/g)) {
    const [, tag, written = "", text] = match;
    const found = new Map(
      [...written.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
    );
    const name = className(found);
    if (name === undefined) continue;
    const attributes: Record<string, string> = { class: name };
    for (const [key, value] of found) if (KEPT.has(key)) attributes[key] = short(value);
    if (/font-weight:\s*bold/.test(found.get("style") ?? "")) attributes["font-weight"] = "600";
    const points = found.get("points");
    if (points) attributes.d = `M${short(points)}Z`;
    shapes.push({
      tag: points ? "path" : (tag as Shape["tag"]),
      attributes,
      ...(tag === "text" && { text: plain(text ?? "") }),
    });
  }
  return shapes;
}

/** The class a shape is painted by; nothing for the empty ground rectangle. */
function className(attributes: Map<string, string>): string | undefined {
  const edge = attributes.get("stroke-width") === "0" ? undefined : attributes.get("stroke");
  const colours = [edge, attributes.get("fill")].filter((one) => one && one !== "none");
  if (colours.length === 0) return undefined;
  const colour = colours.find((one) => one && CLASS_OF.has(one));
  if (!colour) throw new Error(`a chart is painted in ${colours.join(", ")}, which stands for nothing`);
  return CLASS_OF.get(colour);
}

/** One decimal is a tenth of a pixel: enough, and a third of the bytes. */
function short(value: string): string {
  return value.replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10));
}

function plain(text: string): string {
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
