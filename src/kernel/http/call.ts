import type { IncomingHttpHeaders } from "node:http";
import type { Static, TObject, TSchema } from "typebox";
import type { House } from "../house/index.ts";
import type { Actor } from "./actor.ts";
import type { Display } from "./display.ts";
import type { Session } from "./session.ts";
import type { Upload } from "./upload.ts";

/** An object schema without properties: what a route takes when it says nothing. */
// biome-ignore lint/complexity/noBannedTypes: TypeBox spells "no properties" as `{}`; Record<never, never> makes Static index signatures.
export type Nothing = TObject<{}>;

/** The request itself, as far as a handler may need it. Nothing here goes into a log. */
export interface RequestFacts {
  /** The request number, also in the answer's `X-Request-Id`. */
  readonly id: string;
  readonly method: string;
  /** The path without query. */
  readonly path: string;
  /** The site whose host name was asked (`ServerParts.siteOf`); "" for the general one. */
  readonly site: string;
  /** The visitor's address: that of the connection, or told by a trusted proxy. */
  readonly address: string;
  /** The browser as it names itself, cut to 200 characters. */
  readonly device: string;
  /** The valid session of the visitor, when there is one. */
  readonly session: Session | undefined;
  /** As they came; for protocols that speak in headers. */
  readonly headers: IncomingHttpHeaders;
}

/** What a handler of a route gets: everything already parsed by the route's schemas. */
export interface Call<P extends TSchema = TSchema, Q extends TSchema = TSchema, B extends TSchema = TSchema> {
  readonly house: House;
  readonly actor: Actor;
  readonly params: Static<P>;
  readonly query: Static<Q>;
  readonly body: Static<B>;
  readonly request: RequestFacts;
  /** The body of a route with `stream`, as it comes; it can be walked once. */
  readonly stream?: AsyncIterable<Buffer>;
}

/** What a handler of a page gets besides. */
export interface PageCall<P extends TSchema = TSchema, Q extends TSchema = TSchema, B extends TSchema = TSchema>
  extends Call<P, Q, B> {
  /** The token every `<form method="post">` carries as the hidden input `_csrf`. Asking for it makes the answer personal: it is not cached. */
  csrfToken(): string;
  /** 大字版, 高对比. */
  readonly display: Display;
  /** The address of a file of the build: `hall.css` → `/assets/hall.1a2b3c4d.css`. */
  asset(name: string): string;
  /** The fields of a form as they were typed, for pages whose fields are data themselves (the form of an item). Empty for GET. */
  readonly form: Readonly<Record<string, string | readonly string[]>>;
  /** The files of a page with `files`, when its form came as `multipart/form-data`. */
  readonly upload?: Upload;
}

/** What a page gets whose form came after its session had ended, or from before the visitor signed in anew. Nothing may be done for them but keep. */
export interface LapsedCall<P extends TSchema = TSchema, Q extends TSchema = TSchema>
  extends Omit<PageCall<P, Q>, "body" | "actor"> {
  /** Whose form it was, as far as is known: the person of the ended session, or of the new one. */
  readonly whose: Actor;
  /** Whether the visitor is signed in now. */
  readonly isSignedIn: boolean;
  /** The fields as they were typed, unchecked. */
  readonly form: Readonly<Record<string, string | readonly string[]>>;
}

/** What a page may show again when its form was refused. */
export interface RefusedCall<P extends TSchema = TSchema, Q extends TSchema = TSchema>
  extends Omit<PageCall<P, Q>, "body"> {
  /** The fields as they were typed, unchecked: texts, or lists of texts for fields given several times. */
  readonly form: Readonly<Record<string, string | readonly string[]>>;
  /** What to mend: field → Chinese sentence. */
  readonly fields: Readonly<Record<string, string>>;
  /** The sentence above the form. */
  readonly message: string;
  /** The code of the refusal, `kernel/invalid` for the schema's. */
  readonly code: string;
}
