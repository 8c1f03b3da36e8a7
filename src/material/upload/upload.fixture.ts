import { connect } from "node:net";
import { Type } from "typebox";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Authenticator, anonymous, createServer, type Serving, serve } from "../../kernel/http/index.ts";
import { linkFile, type StoredFile, sayBytes, sayScan, type UploadRules, uploadRoutes } from "../index.ts";
import { applicant, chaozhou, neighbour } from "../material.fixture.ts";

/** Who is who by the bearer token. */
export const byName: Authenticator = {
  actorOf: async ({ bearer }) => (bearer === "applicant" ? applicant : bearer === "neighbour" ? neighbour : anonymous),
};

/** One material of one draft; each citizen has the draft that bears the name. `failing` makes the linking fail. */
export function draftDoor(
  options: { rules?: Partial<UploadRules>; failing?: () => boolean; note?: (file: StoredFile) => string } = {},
) {
  return uploadRoutes({
    path: "/drafts/:draft/materials/:material/uploads",
    params: Type.Object({ draft: Type.String({ pattern: "^[a-z]+$" }), material: Type.String({ pattern: "^\\d+$" }) }),
    role: "citizen",
    summary: "申请材料",
    async allow({ actor, params }) {
      const owner = { applicant, neighbour }[params.draft ?? ""];
      if (owner?.id !== actor.id) throw new HallError("not-found", "material/no-upload", "没有这个草稿");
      return { hall: chaozhou, ...(options.rules ? { rules: options.rules } : {}) };
    },
    async stored({ house, params }, tx, file) {
      await linkFile(house, tx, { hall: file.hall, id: file.id, use: `draft:${params.draft}:${params.material}` });
      if (options.failing?.()) throw new HallError("conflict", "material/no-file", "草稿刚刚删除");
    },
    view: (_call, file) => ({
      href: `/files/${file.id}`,
      note: options.note?.(file) ?? `${sayBytes(file.bytes)}，${sayScan(file.scan)}`,
      removeValue: file.id,
    }),
  });
}

export async function uploadServer(house: House, options: Parameters<typeof draftDoor>[0] = {}): Promise<Serving> {
  const server = await createServer(house, { routes: draftDoor(options), authenticator: byName, perMinute: 0 });
  return await serve(house, server, { port: 0 });
}

/** A client of the protocol, without any cleverness. */
export function tusClient(serving: Serving, who = "applicant") {
  const base = { authorization: `Bearer ${who}`, "tus-resumable": "1.0.0" };
  const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: Buffer) =>
    fetch(path.startsWith("/") ? serving.url + path : path, {
      method,
      headers: { ...base, ...headers },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
  const door = (material = "1") => `/api/drafts/${who}/materials/${material}/uploads`;
  return {
    ask,
    door,
    begin: (length: number, name = "申请书.pdf", material = "1") =>
      ask("POST", door(material), {
        "upload-length": String(length),
        "upload-metadata": `filename ${Buffer.from(name).toString("base64")},filetype YXBw`,
      }),
    send: (path: string, from: number, body: Buffer, headers: Record<string, string> = {}) =>
      ask(
        "PATCH",
        path,
        { "upload-offset": String(from), "content-type": "application/offset+octet-stream", ...headers },
        body,
      ),
    async offset(path: string) {
      return Number((await ask("HEAD", path)).headers.get("upload-offset"));
    },
    /** Says that `length` bytes come, sends fewer and hangs up. */
    breakOff(path: string, from: number, sent: Buffer, length: number, more: readonly string[] = []): Promise<void> {
      return new Promise((resolve) => {
        const socket = connect(serving.port, "127.0.0.1", () => {
          const head = [
            `PATCH ${path} HTTP/1.1`,
            "host: hall.example.cn",
            ...Object.entries(base).map(([name, value]) => `${name}: ${value}`),
            `upload-offset: ${from}`,
            "content-type: application/offset+octet-stream",
            `content-length: ${length}`,
            ...more,
          ];
          socket.write(`${head.join("\r\n")}\r\n\r\n`);
          socket.write(sent, () => setTimeout(() => socket.destroy(), 100));
        });
        socket.on("error", () => undefined);
        socket.on("close", () => resolve());
      });
    },
  };
}
