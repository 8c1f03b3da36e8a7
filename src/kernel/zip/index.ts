export { readDirectory, type ZipEntry } from "./directory.ts";
export type { ZipFault, ZipRules } from "./rules.ts";
export { bufferSource, fileSource, piecesOf, type Source } from "./source.ts";
export { unpackBeginning, unpackEntry } from "./unpack.ts";
export { type PackedFile, writeZip } from "./write-zip.ts";
