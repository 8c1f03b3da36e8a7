import { createHash } from "node:crypto";
import { HallError } from "../../kernel/errors/index.ts";

/** The protocol spoken here: tus 1.0.0 (https://tus.io/protocols/resumable-upload), and which of its extensions. */
export const tusVersion = "1.0.0";
export const tusExtensions = "creation,termination,expiration,checksum";

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** sha1 is demanded by the protocol; it only finds errors of the way, against forgery stands TLS. */
const algorithms = new Set(["sha1", "sha256", "sm3"]);
export const tusAlgorithms = [...algorithms].join(",");

/** Sums a body up and compares it with what its sender said. */
export interface Checksum {
  update(bytes: Uint8Array): void;
  isRight(): boolean;
}

/** @throws HallError invalid `material/bad-upload-request`. */
export function readNumber(headers: Headers, name: string): number {
  const value = headers[name];
  if (typeof value === "string" && /^\d{1,15}$/.test(value)) return Number(value);
  throw badRequest(`缺少 ${name}，或者它不是整数`);
}

/** @throws HallError invalid `material/upload-version`. */
export function checkVersion(headers: Headers): void {
  if (headers["tus-resumable"] === tusVersion) return;
  throw new HallError("invalid", "material/upload-version", `这里用 tus ${tusVersion}`);
}

/**
 * The file's name out of `Upload-Metadata`: pairs of a key and its value in base64, divided by commas.
 *
 * @throws HallError invalid `material/bad-upload-request`.
 */
export function readName(headers: Headers): string {
  const text = headers["upload-metadata"];
  if (typeof text !== "string" || text.length > 4_096) throw badRequest("缺少 upload-metadata，或者太长");
  const pairs = new Map(
    text.split(",").map((pair) => {
      const [key = "", value = ""] = pair.trim().split(" ", 2);
      return [key, value];
    }),
  );
  const value = pairs.get("filename") ?? pairs.get("name");
  if (value === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) throw badRequest("upload-metadata 里要有 filename");
  return Buffer.from(value, "base64").toString("utf8");
}

/** @returns undefined without `Upload-Checksum`. @throws HallError invalid `material/bad-upload-request`. */
export function readChecksum(headers: Headers): Checksum | undefined {
  const text = headers["upload-checksum"];
  if (text === undefined) return undefined;
  const [, algorithm = "", value = ""] = /^([a-z0-9-]+) ([A-Za-z0-9+/]{1,100}={0,2})$/.exec(String(text)) ?? [];
  if (!algorithms.has(algorithm)) throw badRequest(`upload-checksum 只认 ${tusAlgorithms}`);
  const hash = createHash(algorithm);
  return {
    update(bytes) {
      hash.update(bytes);
    },
    isRight: () => hash.digest("base64") === value,
  };
}

/** The refusal of a request that does not speak the protocol (400). */
export function badRequest(message: string): HallError {
  return new HallError("invalid", "material/bad-upload-request", message);
}
