import { type TObject, type TProperties, Type } from "typebox";
import type { HallCode } from "../../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Actor, type Assurance, type Role, type Route, type RouteAnswer, route } from "../../kernel/http/index.ts";
import { findFile } from "../queries.ts";
import { mostBytesEver, type UploadRules } from "../rules.ts";
import type { StoredFile } from "../stored-file.ts";
import { appendPiece, type Progress } from "./append.ts";
import { beginUpload } from "./begin.ts";
import { cancelUpload } from "./cancel.ts";
import { requireUpload, type UploadKey } from "./find.ts";
import {
  checkVersion,
  readChecksum,
  readName,
  readNumber,
  tusAlgorithms,
  tusExtensions,
  tusVersion,
} from "./headers.ts";

/** What every question about a door's uploads knows. */
export interface UploadCall {
  readonly house: House;
  readonly actor: Actor;
  /** Of the path, as texts that fit `params`. */
  readonly params: Readonly<Record<string, string>>;
}

/** A place to upload to, e.g. one material of one draft. */
export interface UploadDoor {
  /** Under `/api`, e.g. `/drafts/:draft/materials/:material/uploads`. */
  readonly path: string;
  readonly params: TObject<TProperties>;
  readonly role: Role;
  readonly assurance?: Assurance;
  /** Chinese: what the files are for. */
  readonly summary: string;
  /**
   * Asked at every request: may this actor upload here, for which hall, and by which rules? It refuses by throwing, and says
   * not-found to who may not know of the place.
   */
  allow(call: UploadCall): Promise<{ hall: HallCode; rules?: Partial<UploadRules> }>;
  /** Runs in the transaction that writes the file: links it. It may run more than once. */
  stored(call: UploadCall, tx: Tx, file: StoredFile): Promise<void>;
  /** How the page shows the file: its address, its note, the value of its button to remove it. Told to the island at the end. */
  view(call: UploadCall, file: StoredFile): { href: string; note: string; removeValue?: string };
}

const always = { "tus-resumable": tusVersion, "cache-control": "no-store" };
const patchType = "application/offset+octet-stream";

/**
 * The routes of a place to upload to in pieces: tus 1.0.0 with creation, termination, expiration and checksum. A browser that was
 * cut off asks (HEAD) how much has arrived and goes on from there. Plain forms go to the page instead (`storeUpload`).
 */
export function uploadRoutes(door: UploadDoor): readonly Route[] {
  const shared = {
    role: door.role,
    ...(door.assurance === undefined ? {} : { assurance: door.assurance }),
    tag: "上传",
  };
  const one = Type.Object({ ...door.params.properties, upload: Type.String({ pattern: "^[0-9a-f-]{36}$" }) });
  const onePath = `${door.path}/:upload`;
  return [
    route({
      ...shared,
      method: "OPTIONS",
      path: door.path,
      params: door.params,
      summary: `${door.summary}：支持的协议`,
      async handle() {
        return { status: 204, headers: { ...always, ...abilities } };
      },
    }),
    route({
      ...shared,
      method: "POST",
      path: door.path,
      params: door.params,
      summary: `${door.summary}：开始分段上传`,
      responses: { 201: { description: "可以开始传，地址在 Location" } },
      handle: ({ house, actor, params, request }) =>
        asTus(async () => {
          checkVersion(request.headers);
          const call = callOf(house, actor, params);
          const { hall, rules } = await door.allow(call);
          const length = readNumber(request.headers, "upload-length");
          const name = readName(request.headers);
          const upload = await beginUpload(house, actor, { hall, door: request.path, name, length, rules });
          const headers = {
            location: `${request.path}/${upload.id}`,
            "upload-expires": upload.expires_at.toUTCString(),
          };
          return { status: 201, headers };
        }),
    }),
    route({
      ...shared,
      method: "GET",
      path: onePath,
      params: one,
      summary: `${door.summary}：传到哪里了（HEAD 只看进度）`,
      handle: ({ house, actor, params, request }) =>
        asTus(async () => {
          const call = callOf(house, actor, params);
          const key = await keyOf(door, call, request.path);
          const upload = await requireUpload(house, actor, key);
          const file = upload.file_id === null ? undefined : await findFile(house.db, key.hall, upload.file_id);
          const headers = {
            "upload-offset": String(upload.received),
            "upload-length": String(upload.length),
            "upload-expires": upload.expires_at.toUTCString(),
          };
          const shown = file && { name: file.name, scan: file.scan, pages: file.pages, ...door.view(call, file) };
          return { status: 200, headers, body: { received: upload.received, length: upload.length, file: shown } };
        }),
    }),
    route({
      ...shared,
      method: "PATCH",
      path: onePath,
      params: one,
      stream: [patchType],
      summary: `${door.summary}：传下一段`,
      responses: { 204: { description: "收到了；Upload-Offset 是现在的进度" } },
      handle: ({ house, actor, params, request, stream }) =>
        asTus(async () => {
          checkVersion(request.headers);
          const call = callOf(house, actor, params);
          const key = await keyOf(door, call, request.path);
          const progress = await appendPiece(house, actor, key, {
            from: readNumber(request.headers, "upload-offset"),
            body: stream ?? none(),
            checksum: readChecksum(request.headers),
            stored: (tx, file) => door.stored(call, tx, file),
          });
          return { status: 204, headers: headersOf(progress) };
        }),
    }),
    route({
      ...shared,
      method: "DELETE",
      path: onePath,
      params: one,
      summary: `${door.summary}：取消`,
      handle: ({ house, actor, params, request }) =>
        asTus(async () => {
          checkVersion(request.headers);
          const key = await keyOf(door, callOf(house, actor, params), request.path);
          await requireUpload(house, actor, key);
          await inTransaction(house.db, (tx) => cancelUpload(house, tx, key));
          return { status: 204 };
        }),
    }),
  ];
}

const abilities = {
  "tus-version": tusVersion,
  "tus-extension": tusExtensions,
  "tus-checksum-algorithm": tusAlgorithms,
  "tus-max-size": String(mostBytesEver),
};

async function* none(): AsyncGenerator<Uint8Array> {}

function callOf(house: House, actor: Actor, params: unknown): UploadCall {
  return { house, actor, params: params as Record<string, string> };
}

async function keyOf(door: UploadDoor, call: UploadCall, path: string): Promise<UploadKey> {
  const { hall } = await door.allow(call);
  const at = path.lastIndexOf("/");
  return { hall, id: call.params.upload ?? "", door: path.slice(0, at) };
}

function headersOf({ received, expiresAt }: Progress): Record<string, string> {
  return { "upload-offset": String(received), "upload-expires": expiresAt.toUTCString() };
}

/** Refusals for which the protocol has a status of its own. */
const statuses: Readonly<Record<string, number>> = {
  "material/bad-upload-request": 400,
  "material/upload-version": 412,
  "material/too-large": 413,
  "material/too-much": 413,
  "material/checksum-mismatch": 460,
};

async function asTus(act: () => Promise<RouteAnswer>): Promise<RouteAnswer> {
  try {
    const answer = await act();
    return { ...answer, headers: { ...always, ...answer.headers } };
  } catch (error) {
    const status = error instanceof HallError ? statuses[error.code] : undefined;
    if (!(error instanceof HallError) || status === undefined) throw error;
    const headers = { ...always, ...(status === 412 ? { "tus-version": tusVersion } : {}) };
    return { status, headers, body: { code: error.code, detail: error.message } };
  }
}
