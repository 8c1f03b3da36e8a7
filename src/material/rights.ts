import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";

/** Whoever is signed in may give files, and a partner system; only who gave a file may use it for the first time. */
export function uploaderOf(actor: Actor): string {
  if (actor.kind === "anonymous") throw new HallError("forbidden", "material/not-signed-in", "请先登录再上传");
  return `${actor.kind}:${actor.id}`;
}

/**
 * Asks whether this is the actor's own file: to be asked before a file named in a request is linked.
 *
 * @throws HallError forbidden `material/not-uploader`.
 */
export function requireUploader(actor: Actor, file: { readonly uploader: string }): void {
  if (actor.kind === "anonymous" || uploaderOf(actor) !== file.uploader) {
    throw new HallError("forbidden", "material/not-uploader", "这个文件不是您上传的");
  }
}
