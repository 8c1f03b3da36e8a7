import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import { HallError } from "../errors/index.ts";
import { malformed } from "./failure.ts";
import type { FormFields } from "./form-body.ts";
import { isStorable } from "./text.ts";

/** One file of a form, while it comes in. */
export interface UploadedFile {
  /** The name of its input. */
  readonly field: string;
  /** As the browser names it, without folders; at most 200 characters. */
  readonly name: string;
  /** As the browser says: a hint, never a proof. */
  readonly type: string;
  /** Its bytes; ends early when the file is larger than the page takes, then `isCut()` is true. Read it before the next file. */
  readonly stream: Readable;
  isCut(): boolean;
}

/** What a page with `files` gets: files one after the other, as they come. */
export interface Upload {
  /** Can be walked once. Inputs in which nothing was chosen are left out; a file left unread is passed over. */
  readonly files: AsyncIterable<UploadedFile>;
  /** The text fields so far: at first those before the first file, all of them when `files` has ended. */
  readonly form: Readonly<FormFields>;
}

/** An upload and what ends it. */
export interface OpenUpload extends Upload {
  /** Reads on to the end of the body and throws it away, so that the connection can be used again. */
  drain(): void;
}

const mostFields = 1000;
/** Inputs in which nothing was chosen travel too. */
const mostInputs = 300;
const fieldBytes = 64 * 1024;
const mostNameCharacters = 200;

/**
 * Begins to read a `multipart/form-data` body (RFC 7578).
 *
 * @returns when the text fields before the first file are there: the token of the form stands among them.
 * @throws HallError `kernel/malformed`.
 */
export async function openUpload(
  body: Readable,
  headers: IncomingHttpHeaders,
  limits: { mostBytes: number; mostFiles: number },
): Promise<OpenUpload> {
  const form: FormFields = Object.create(null);
  const waiting: UploadedFile[] = [];
  let chosen = 0;
  let state: "open" | "ended" | { error: Error } = "open";
  let wake: () => void = () => undefined;
  let last: Readable | undefined;
  const parser = parserFor(headers, limits);
  const end = (error?: unknown) => {
    if (state === "open") state = error === undefined ? "ended" : { error: asRefusal(error) };
    wake();
  };
  parser.on("field", (name, value, nameCut, valueCut) => {
    if (nameCut || valueCut || !isStorable(name) || !isStorable(value)) return end(malformed("提交的表单看不懂"));
    addField(form, name, value);
  });
  parser.on("file", (field, stream, name, _encoding, type) => {
    // A file whose bytes end in the middle fails its reader; without one, nobody must fall over it.
    stream.on("error", () => undefined);
    last = stream;
    if (name === undefined || name === "") return void stream.resume();
    chosen += 1;
    if (chosen > limits.mostFiles) {
      stream.resume();
      return end(tooManyFiles(limits.mostFiles));
    }
    const given = name.toWellFormed().replaceAll("\0", "");
    waiting.push({
      field,
      name: Array.from(given).slice(0, mostNameCharacters).join(""),
      type,
      stream,
      isCut: () => stream.truncated,
    });
    wake();
  });
  parser.on("fieldsLimit", () => end(malformed("提交的表单看不懂")));
  parser.on("filesLimit", () => end(tooManyFiles(mostInputs)));
  parser.on("error", end);
  parser.on("finish", () => end());
  // The parser hears nothing of a connection that breaks: without this, the reader of the last file would wait for ever.
  const broken = () => {
    end(malformed("没有传完"));
    last?.destroy(malformed("没有传完"));
  };
  body.on("error", broken).on("aborted", broken);
  body.pipe(parser);
  await until(() => waiting.length > 0 || state !== "open");
  if (typeof state === "object" && waiting.length === 0) throw (state as { error: Error }).error;
  return { form, files: walk(), drain };

  async function* walk(): AsyncGenerator<UploadedFile> {
    while (true) {
      await until(() => waiting.length > 0 || state !== "open");
      const next = waiting.shift();
      if (next) {
        yield next;
        if (!next.stream.readableEnded) next.stream.resume();
        continue;
      }
      if (typeof state === "object") throw state.error;
      return;
    }
  }

  async function until(met: () => boolean): Promise<void> {
    while (!met()) await new Promise<void>((resolve) => (wake = resolve));
  }

  function drain(): void {
    body.unpipe(parser);
    body.resume();
    for (const file of waiting.splice(0)) file.stream.resume();
  }
}

function parserFor(headers: IncomingHttpHeaders, limits: { mostBytes: number; mostFiles: number }) {
  try {
    return new Busboy({
      headers: { ...headers, "content-type": headers["content-type"] ?? "" },
      limits: {
        fields: mostFields,
        fieldSize: fieldBytes,
        files: mostInputs,
        fileSize: limits.mostBytes,
        headerPairs: 20,
        headerSize: 8 * 1024,
      },
    });
  } catch {
    throw malformed("提交的表单看不懂");
  }
}

function addField(form: FormFields, name: string, value: string): void {
  const before = form[name];
  if (before === undefined) form[name] = value;
  else if (Array.isArray(before)) before.push(value);
  else form[name] = [before, value];
}

function tooManyFiles(most: number): HallError {
  return new HallError("invalid", "kernel/too-many-files", `一次最多传 ${most} 个文件`);
}

function asRefusal(error: unknown): Error {
  return error instanceof HallError ? error : malformed("提交的表单看不懂");
}
