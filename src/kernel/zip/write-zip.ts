import { Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

/** A file to be packed, its bytes as they come. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer> | Iterable<Buffer>;
}

interface Written {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
}

/** Sizes follow the bytes (bit 3), names are UTF-8 (bit 11). */
const flags = 0x0808;
/** 1980-01-01: the same content gives the same bytes. */
const day = 0x0021;

/** Packs files into a ZIP archive as they come (APPNOTE 6.3); nothing is held but the directory. */
export async function* writeZip(files: readonly PackedFile[]): AsyncGenerator<Buffer> {
  let at = 0;
  const written: Written[] = [];
  for (const file of files) {
    const began = at;
    const name = Buffer.from(file.name);
    const header = localHeader(name);
    yield header;
    at += header.length;
    let crc = 0;
    let unpacked = 0;
    let packed = 0;
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const chunk of file.bytes) {
        crc = crc32(chunk, crc);
        unpacked += chunk.length;
        yield chunk;
      }
    }
    const source = Readable.from(counted(), { objectMode: false });
    const deflate = createDeflateRaw({ level: 6 });
    source.on("error", (error) => deflate.destroy(error));
    for await (const chunk of source.pipe(deflate)) {
      packed += chunk.length;
      yield chunk as Buffer;
    }
    const sizes = descriptor(crc, packed, unpacked);
    yield sizes;
    at += packed + sizes.length;
    written.push({ name, at: began, crc, packed, unpacked });
  }
  const directory = Buffer.concat(written.map(centralHeader));
  yield directory;
  yield endRecord(written.length, directory.length, at);
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(day, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptor(crc: number, packed: number, unpacked: number): Buffer {
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(0x08074b50, 0);
  sizes.writeUInt32LE(crc, 4);
  sizes.writeUInt32LE(packed, 8);
  sizes.writeUInt32LE(unpacked, 12);
  return sizes;
}

function centralHeader({ name, at, crc, packed, unpacked }: Written): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(8, 10);
  header.writeUInt16LE(day, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(unpacked, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(at, 42);
  return Buffer.concat([header, name]);
}

function endRecord(count: number, size: number, at: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(at, 16);
  return record;
}
