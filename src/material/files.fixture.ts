import { crc32, deflateRawSync, deflateSync } from "node:zlib";

/** Small true files of each type, made by hand, and hostile ones. */

/** A part of a zip: its name, its content, and what to get wrong about it. */
export interface Part {
  readonly name: string;
  readonly content: string | Buffer;
  /** Declared bytes when unpacked, where they are to be wrong. */
  readonly declared?: number;
  readonly flags?: number;
  readonly localName?: string;
}

/** A zip of these parts. */
export function zipOf(parts: readonly Part[], tail = Buffer.alloc(0)): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(20, 4);
    record.writeUInt16LE(20, 6);
    record.writeUInt16LE((part.flags ?? 0) | 0x800, 8);
    record.writeUInt16LE(8, 10);
    record.writeUInt32LE(crc32(content), 16);
    record.writeUInt32LE(packed.length, 20);
    record.writeUInt32LE(part.declared ?? content.length, 24);
    record.writeUInt16LE(Buffer.byteLength(part.name), 28);
    record.writeUInt32LE(at, 42);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    record.copy(head, 4, 6, 30);
    head.writeUInt16LE(Buffer.byteLength(part.localName ?? part.name), 26);
    bodies.push(head, Buffer.from(part.localName ?? part.name), packed);
    directory.push(record, Buffer.from(part.name));
    at += 30 + Buffer.byteLength(part.localName ?? part.name) + packed.length;
  }
  const names = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(names.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, names, end, tail]);
}

const contentTypes = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/main.xml" ContentType="application/vnd.${main}"/></Types>`;

/** @param more parts beside the usual ones. */
export function docx(
  more: readonly Part[] = [],
  main = "openxmlformats-officedocument.wordprocessingml.document.main+xml",
) {
  return zipOf([
    { name: "[Content_Types].xml", content: contentTypes(main) },
    {
      name: "_rels/.rels",
      content:
        '<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>',
    },
    { name: "word/document.xml", content: "<w:document>申请书</w:document>" },
    ...more,
  ]);
}

export const xlsx = () => docx([], "openxmlformats-officedocument.spreadsheetml.sheet.main+xml");

export const ofd = () =>
  zipOf([
    { name: "OFD.xml", content: '<?xml version="1.0"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>' },
    { name: "Doc_0/Document.xml", content: "<ofd:Document/>" },
  ]);

/** A PDF with so many pages; `packed` puts its page tree into a compressed object stream, as PDF 1.5 does. */
export function pdf(options: { pages?: number; packed?: boolean; more?: string; name?: string } = {}): Buffer {
  const pages = options.pages ?? 1;
  const kids = Array.from({ length: pages }, (_each, at) => `${at + 10} 0 R`).join(" ");
  const tree = `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`;
  const leaves = Array.from(
    { length: pages },
    (_each, at) => `${at + 10} 0 obj << /Type /Page /Parent 2 0 R >> endobj`,
  );
  const objects = options.packed ? objectStream(`2 0 ${tree}${options.more ?? ""}`) : `2 0 obj ${tree} endobj`;
  const text = [
    "%PDF-1.7",
    `%${options.name ?? ""}`,
    "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
    objects,
    ...leaves,
    options.packed ? "" : (options.more ?? ""),
    "trailer << /Root 1 0 R >>",
    "startxref",
    "0",
    "%%EOF",
    "",
  ];
  return Buffer.from(text.join("\n"), "latin1");
}

function objectStream(objects: string): string {
  const packed = deflateSync(Buffer.from(objects, "latin1"));
  return `5 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed.toString("latin1")}\nendstream endobj`;
}

/** A JPEG by its segments; what follows the frame stands for the picture. */
export function jpg(options: { width?: number; height?: number; comment?: string; tail?: Buffer } = {}): Buffer {
  const comment = Buffer.from(options.comment ?? "scan", "latin1");
  const said = Buffer.alloc(4);
  said.writeUInt16BE(0xfffe, 0);
  said.writeUInt16BE(comment.length + 2, 2);
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(options.height ?? 30, 5);
  frame.writeUInt16BE(options.width ?? 40, 7);
  const data = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), said, comment, frame, data, options.tail ?? Buffer.alloc(0)]);
}

/** A grey PNG. */
export function png(options: { width?: number; height?: number; tail?: Buffer; more?: Buffer } = {}): Buffer {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(options.width ?? 2, 0);
  size.writeUInt32BE(options.height ?? 2, 4);
  size[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", size),
    options.more ?? Buffer.alloc(0),
    pngChunk("IDAT", deflateSync(Buffer.alloc(6))),
    pngChunk("IEND", Buffer.alloc(0)),
    options.tail ?? Buffer.alloc(0),
  ]);
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A compound file of Office 97 whose directory holds these names. */
export function compound(names: readonly string[]): Buffer {
  const head = Buffer.alloc(512, 0xff);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(head);
  head.writeUInt16LE(9, 30);
  head.writeUInt32LE(1, 44);
  head.writeUInt32LE(1, 48);
  head.writeUInt32LE(0xfffffffe, 68);
  head.writeUInt32LE(0, 76);
  const sectors = Math.ceil((names.length + 1) / 4);
  const table = Buffer.alloc(512, 0xff);
  table.writeUInt32LE(0xfffffffd, 0);
  for (let at = 1; at <= sectors; at += 1) table.writeUInt32LE(at < sectors ? at + 1 : 0xfffffffe, at * 4);
  const directory = Buffer.alloc(sectors * 512);
  for (const [index, name] of ["Root Entry", ...names].entries()) {
    directory.write(name, index * 128, "utf16le");
    directory.writeUInt16LE((name.length + 1) * 2, index * 128 + 64);
  }
  return Buffer.concat([head, table, directory]);
}

export const doc = () => compound(["WordDocument", "1Table"]);
export const xls = () => compound(["Workbook"]);
