import { broken } from "./faults.ts";

/** What is heard of a document. Names come without prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  /** Text between tags, entities resolved; a long one comes in pieces. */
  text?(text: string): void;
}

/** Reads an attribute of a tag: by its name without prefix. */
export type Attributes = (name: string) => string | undefined;

/** Longest tag with its attributes. */
const mostTag = 64 * 1024;
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Takes an XML document piece by piece, as far as office documents use the language: no document type, so no entities of one's
 * own (the "billion laughs" have no beginning), nothing from outside.
 *
 * @throws HallError invalid `sheet/broken`.
 */
export function createXml(handler: XmlHandler): { push(text: string): void; end(): void } {
  let rest = "";
  let depth = 0;
  let seen = false;

  const tell = (text: string) => {
    if (text !== "" && depth > 0) handler.text?.(text.includes("&") ? resolved(text) : text);
  };

  /** Reads the mark-up that begins at `at`. @returns where it ends; -1 when it is not whole yet. */
  const markup = (at: number): number => {
    if (rest.startsWith("<!--", at)) return after(rest, "-->", at + 4);
    if (rest.startsWith("<![CDATA[", at)) {
      const end = rest.indexOf("]]>", at + 9);
      if (end < 0) return -1;
      if (depth > 0) handler.text?.(rest.slice(at + 9, end));
      return end + 3;
    }
    if (rest.startsWith("<?", at)) return after(rest, "?>", at + 2);
    if (rest.startsWith("<!", at)) {
      if (rest.length - at < 9) return -1;
      throw broken("document type");
    }
    const end = endOfTag(rest, at + 1);
    if (end < 0) {
      if (rest.length - at > mostTag) throw broken("tag too long");
      return -1;
    }
    if (rest.charCodeAt(at + 1) === 47) {
      depth -= 1;
      if (depth < 0) throw broken("tags");
      handler.close?.(local(rest.slice(at + 2, end).trimEnd()));
      return end + 1;
    }
    const isEmpty = rest.charCodeAt(end - 1) === 47;
    const inner = rest.slice(at + 1, isEmpty ? end - 1 : end);
    const space = inner.search(/\s/);
    const name = local(space < 0 ? inner : inner.slice(0, space));
    if (depth === 0 && seen) throw broken("two roots");
    seen = true;
    depth += 1;
    handler.open?.(name, (wanted) => (space < 0 ? undefined : attribute(inner, wanted)));
    if (isEmpty) {
      depth -= 1;
      handler.close?.(name);
    }
    return end + 1;
  };

  return {
    push(text) {
      rest = rest === "" ? text : rest + text;
      let at = 0;
      for (;;) {
        const tag = rest.indexOf("<", at);
        if (tag < 0) {
          // An entity may be cut in two.
          const cut = rest.lastIndexOf("&");
          const until = cut >= at && rest.length - cut < 12 && !rest.includes(";", cut) ? cut : rest.length;
          tell(rest.slice(at, until));
          at = until;
          break;
        }
        if (tag > at) tell(rest.slice(at, tag));
        const next = markup(tag);
        if (next < 0) {
          at = tag;
          break;
        }
        at = next;
      }
      rest = rest.slice(at);
    },
    end() {
      if (depth !== 0 || !seen || rest.trim() !== "") throw broken("XML ends early");
    },
  };
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** Where a tag ends: a `>` outside of quotation marks. */
function endOfTag(text: string, from: number): number {
  let at = from;
  for (;;) {
    const end = text.indexOf(">", at);
    if (end < 0) return -1;
    let open = 0;
    for (let look = from; look < end; look += 1) {
      const code = text.charCodeAt(look);
      if (code !== 34 && code !== 39) continue;
      if (open === 0) open = code;
      else if (open === code) open = 0;
    }
    if (open === 0) return end;
    at = end + 1;
    if (at - from > mostTag) throw broken("tag too long");
  }
}

function local(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

function attribute(tag: string, wanted: string): string | undefined {
  // Nearly all attributes are written this way, and a list has millions.
  const mark = ` ${wanted}="`;
  const plain = tag.indexOf(mark);
  if (plain >= 0) {
    const value = tag.slice(plain + mark.length, tag.indexOf('"', plain + mark.length));
    return value.includes("&") ? resolved(value) : value;
  }
  for (const [, name = "", double, single] of tag.matchAll(/\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (name === wanted || (name.endsWith(`:${wanted}`) && !name.startsWith("xmlns"))) {
      const value = double ?? single ?? "";
      return value.includes("&") ? resolved(value) : value;
    }
  }
  return undefined;
}

function resolved(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,10}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[String(name)] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
  });
}
