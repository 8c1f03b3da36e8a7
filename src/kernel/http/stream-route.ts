import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Lets bodies of these types in unread: the handler gets them as they come. */
export function acceptStreams(app: FastifyInstance, types: readonly string[]): void {
  app.removeAllContentTypeParsers();
  for (const type of types) app.addContentTypeParser(type, (_request, _payload, done) => done(null, undefined));
}

/**
 * The body of a request as it comes, each chunk asked for when the one before was taken. It ends with an error when the connection
 * breaks. Left early, it does not close the connection, which must still carry the answer.
 */
export function bodyOf(request: FastifyRequest): AsyncIterable<Buffer> {
  return { [Symbol.asyncIterator]: () => request.raw.iterator({ destroyOnReturn: false }) };
}

/** So much of a body nobody wants is read and thrown away, so that its sender hears the answer instead of a broken connection. */
const mostDropped = 8 * 1024 * 1024;
const dropMs = 5_000;

/** Reads on to the end of a body that was left early; a sender who has too much of it, or takes too long, is asked to hang up. */
export async function dropRest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { raw } = request;
  if (raw.readableEnded || raw.destroyed) return;
  let dropped = 0;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, dropMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    raw.on("data", (chunk: Buffer) => {
      dropped += chunk.length;
      if (dropped > mostDropped) done();
    });
    raw.once("end", done).once("close", done).once("error", done);
    raw.resume();
  });
  if (!raw.readableEnded) reply.header("connection", "close");
}
