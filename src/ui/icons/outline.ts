/**
 * One path for one icon: lucide draws with path, circle, ellipse, line, polyline, polygon and rect; pages carry a single `d`
 * (smaller, and no markup has to be trusted).
 *
 * @param svg the text of one lucide file.
 * @returns path data in the 24 by 24 box.
 * @throws Error when the file holds a shape we do not know: build time only.
 */
export function outlineOf(svg: string): string {
  const body = svg.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>/, "");
  const shapes = body.matchAll(/<(?<shape>[a-z]+)\s(?<attributes>[^>]*?)\/>/g);
  return [...shapes]
    .map((match) => pathOf(match.groups?.shape ?? "", attributesOf(match.groups?.attributes ?? "")))
    .join("");
}

function attributesOf(text: string): Map<string, string> {
  return new Map([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name ?? "", value ?? ""]));
}

function pathOf(shape: string, attributes: Map<string, string>): string {
  const text = (name: string) => attributes.get(name) ?? "";
  const number = (name: string) => Number(attributes.get(name) ?? 0);
  switch (shape) {
    case "path":
      return absoluteStart(text("d"));
    case "circle":
      return ellipse(number("cx"), number("cy"), number("r"), number("r"));
    case "ellipse":
      return ellipse(number("cx"), number("cy"), number("rx"), number("ry"));
    case "line":
      return `M${number("x1")} ${number("y1")}L${number("x2")} ${number("y2")}`;
    case "polyline":
      return `M${text("points")}`;
    case "polygon":
      return `M${text("points")}z`;
    case "rect":
      return rectangle(number("x"), number("y"), number("width"), number("height"), number("rx") || number("ry"));
    default:
      throw new Error(`unknown shape in an icon: ${shape}`);
  }
}

/** A leading `m` is absolute only at the very start of a path; what follows it without a letter is a relative line. */
function absoluteStart(data: string): string {
  const start = /^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)\s*/.exec(data);
  if (!start) return data;
  const rest = data.slice(start[0].length);
  return `M${start[1]} ${start[2]}${/^[-\d.]/.test(rest) ? "l" : ""}${rest}`;
}

function ellipse(cx: number, cy: number, rx: number, ry: number): string {
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0`;
}

function rectangle(x: number, y: number, width: number, height: number, r: number): string {
  if (r === 0) return `M${x} ${y}h${width}v${height}h${-width}z`;
  const arc = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  const across = width - 2 * r;
  const down = height - 2 * r;
  return `M${x + r} ${y}h${across}${arc(r, r)}v${down}${arc(-r, r)}h${-across}${arc(-r, -r)}v${-down}${arc(r, -r)}z`;
}
