import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { HallError } from "../errors/index.ts";
import { malformed } from "./failure.ts";
import { parseForm } from "./form-body.ts";
import { isStorableTree } from "./text.ts";
import { type OpenUpload, openUpload } from "./upload.ts";

/** Lets JSON in and nothing else; text that is not UTF-8 or cannot be stored is refused, and so are names that reach for prototypes. */
export function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => {
    const bytes = body as Buffer;
    if (!isUtf8(bytes)) return done(malformed("提交的内容不是 UTF-8 编码"));
    const text = bytes.toString("utf8");
    parse(request, text, (error, value) => {
      if (error) return done(error);
      // Only an escape can bring what plain JSON text cannot hold.
      if (text.includes("\\u") && !isStorableTree(value)) return done(malformed("提交的内容里有不能保存的字符"));
      done(null, value);
    });
  });
}

/** Lets forms in: `application/x-www-form-urlencoded`, at pages that take files also `multipart/form-data`, and nothing else. */
export function acceptForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "buffer" }, (_request, body, done) => {
    const bytes = body as Buffer;
    const fields = isUtf8(bytes) ? parseForm(bytes.toString("utf8")) : undefined;
    if (!fields) return done(malformed("提交的表单看不懂"));
    done(null, fields);
  });
  app.addContentTypeParser("multipart/form-data", async (request: FastifyRequest, payload: IncomingMessage) => {
    const limits = request.routeOptions.config.page?.files;
    if (!limits) throw new HallError("invalid", "kernel/wrong-content-type", "提交内容的格式这里不接受");
    const upload = await openUpload(payload, request.headers, limits);
    uploads.set(request, upload);
    return upload.form;
  });
}

const uploads = new WeakMap<FastifyRequest, OpenUpload>();

/** The upload that came with a request; undefined for a form without files. */
export function uploadOf(request: FastifyRequest): OpenUpload | undefined {
  return uploads.get(request);
}
