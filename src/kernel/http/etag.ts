import { createHash } from "node:crypto";

/** A weak ETag out of the content itself: the same page rendered by another process has the same one, compressed or not. */
export function etagOf(body: Buffer): string {
  return `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
}

/** Whether an `If-None-Match` header names this ETag (weak comparison, RFC 9110 13.1.2). */
export function isMatch(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  if (header.trim() === "*") return true;
  const bare = etag.replace(/^W\//, "");
  return header.split(",").some((each) => each.trim().replace(/^W\//, "") === bare);
}
