import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { AnswerExtras } from "./answer.ts";
import type { Context } from "./context.ts";
import { isMatch } from "./etag.ts";
import { addExtras } from "./reply.ts";

/** Bytes `first` to `last`, both included, counted from 0. */
interface Part {
  readonly first: number;
  readonly last: number;
}

/** A file as an answer. */
export interface FileAnswer {
  /** Media type, e.g. `application/pdf`. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Strong and quoted: a content that changes gets another one. */
  readonly etag: string;
  /** Opens the bytes, whole or in part; asked only when they are sent. */
  open(part?: Part): Promise<Readable>;
}

/** Bytes that are made while they are sent, so that nobody knows beforehand how many. */
export interface MadeFile {
  readonly type: string;
  /** Makes them; asked only when they are sent. What it throws breaks the answer off. */
  make(): AsyncIterable<Uint8Array>;
}

/** Bytes instead of a page or JSON: the whole file, or the part the browser asks for (RFC 9110, section 14). */
export interface SentFile extends AnswerExtras {
  readonly file: FileAnswer | MadeFile;
}

/**
 * Sends a file: 200, 206 for one range, 304 when the browser has it, 416 for a range beyond its end. Several ranges at once get the
 * whole, as the standard allows. The bytes go past Fastify: its time limit of a handler would cut a slow download.
 */
export async function sendFile(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: SentFile,
): Promise<FastifyReply> {
  const { file } = answer;
  reply.headers({ "content-type": file.type, "cache-control": "private, no-cache" });
  addExtras(context, reply, answer);
  if ("make" in file) {
    const made = request.method === "HEAD" ? undefined : Readable.from(file.make(), { objectMode: false });
    return await send(context, request, reply, made);
  }
  reply.headers({ etag: file.etag, "accept-ranges": "bytes" });
  if (isMatch(request.headers["if-none-match"], file.etag)) return reply.code(304).send();

  const part = partOf(request, file);
  if (part === "beyond") {
    return reply.code(416).header("content-range", `bytes */${file.size}`).removeHeader("content-type").send();
  }
  if (part) reply.header("content-range", `bytes ${part.first}-${part.last}/${file.size}`);
  reply.code(part ? 206 : 200).header("content-length", part ? part.last - part.first + 1 : file.size);
  const isAsked = request.method !== "HEAD" && file.size > 0;
  return await send(context, request, reply, isAsked ? await file.open(part) : undefined);
}

async function send(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: Readable | undefined,
): Promise<FastifyReply> {
  if (context.draining) reply.header("connection", "close");
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(reply.statusCode);
  if (bytes) await pour(context, request, reply, bytes);
  else reply.raw.end();
  return reply;
}

async function pour(context: Context, request: FastifyRequest, reply: FastifyReply, bytes: Readable): Promise<void> {
  try {
    await pipeline(bytes, reply.raw);
  } catch (error) {
    // The head is out: all one can do is break off, so that the browser does not take the part for the whole.
    if (!request.raw.destroyed && bytes.errored) {
      context.house.log.error({ requestId: request.id, err: error }, "文件没有送完");
    }
    reply.raw.destroy();
  }
}

function partOf(request: FastifyRequest, { size, etag }: FileAnswer): Part | "beyond" | undefined {
  const ifRange = request.headers["if-range"];
  if (ifRange !== undefined && ifRange !== etag) return undefined;
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(request.headers.range?.trim() ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return undefined;
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(to) < Number(from)) return undefined;
  return first <= last && first < size ? { first, last } : "beyond";
}
