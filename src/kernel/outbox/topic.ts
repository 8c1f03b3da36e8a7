import { type Static, type TSchema, Type } from "typebox";
import { Compile } from "typebox/compile";
import { HallError } from "../errors/index.ts";

/**
 * A kind of event, declared once by the module that publishes it: `module.past-tense`, with the shape of its payload
 * (ids and a few facts, never a whole document). A job is a topic as well: `module.what-to-do`, heard by the module itself.
 */
export interface Topic<Payload> {
  /** `module.past-tense`, e.g. `application.accepted`. */
  readonly name: string;
  /** The payload's shape, for the compiler here and for the written list of events. */
  readonly schema: TSchema;
  /** @throws HallError `outbox/payload-not-as-declared` naming the fields at fault, never their values. */
  readonly parse: (payload: unknown) => Payload;
}

/** The payload type of a topic: `PayloadOf<typeof applicationAccepted>`. */
export type PayloadOf<T> = T extends Topic<infer Payload> ? Payload : never;

const topicName = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/;

/**
 * Declares a topic.
 *
 * @param name `module.past-tense` for news, `module.what-to-do` for a module's own later work.
 * @param schema shape of the payload: what JSON can hold (an instant or a day travels as text).
 * @throws RangeError at load time for a name of another form.
 */
export function topic<Schema extends TSchema>(name: string, schema: Schema): Topic<Static<Schema>> {
  if (!topicName.test(name)) throw new RangeError(`a topic is named module.past-tense, not ${name}`);
  // Compiled at first use: a process that only reads pages does not pay for it.
  let compiled: ReturnType<typeof Compile<Schema>> | undefined;
  return {
    name,
    schema,
    parse(payload) {
      compiled ??= Compile(schema);
      if (compiled.Check(payload)) return payload as Static<Schema>;
      const fields = compiled.Errors(payload).map((error) => `${error.instancePath || "/"} ${error.keyword}`);
      throw new HallError("invalid", "outbox/payload-not-as-declared", "事件内容与声明的格式不符", {
        topic: name,
        fields,
      });
    },
  };
}

/** The kernel's own news and work. */
export const deliveryDiscarded = topic(
  "kernel.delivery-discarded",
  Type.Object({ deliveryId: Type.String(), subscriber: Type.String(), topic: Type.String(), reason: Type.String() }),
);
