import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import type { Context } from "./context.ts";
import { pickEncoding } from "./encoding.ts";
import { isMatch } from "./etag.ts";
import { notFound } from "./failure.ts";
import { jsonSchema } from "./schema.ts";

const params = jsonSchema(Type.Object({ file: Type.String({ maxLength: 200 }) }));

/** Serves `/assets/<name>.<hash>.<ext>`: the name changes with the content, so a browser never has to ask again. */
export function mountAssets(context: Context, app: FastifyInstance): void {
  app.get<{ Params: { file: string } }>(
    "/assets/:file",
    { schema: { params }, config: { rateLimit: false } },
    async (request, reply) => {
      const asset = context.assets.find(request.params.file);
      if (!asset) throw notFound();
      reply.headers({
        "cache-control": "public, max-age=31536000, immutable",
        etag: asset.etag,
        vary: "Accept-Encoding",
      });
      if (isMatch(request.headers["if-none-match"], asset.etag)) return reply.code(304).send();
      const { encoding, body } = await asset.body(pickEncoding(request.headers["accept-encoding"]));
      if (encoding !== "identity") reply.header("content-encoding", encoding);
      return reply.type(asset.type).send(body);
    },
  );
}
