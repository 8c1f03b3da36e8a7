import type { SentFile } from "../kernel/http/index.ts";
import { openFile, refuseInfected } from "./queries.ts";
import type { MaterialHouse } from "./receive-file.ts";
import type { StoredFile } from "./stored-file.ts";
import { fileTypes } from "./types.ts";

/**
 * A file as the answer of a page, so that nothing in it can act in the hall's name: its own type and no other (`nosniff` stands on
 * every answer), an empty policy with `sandbox`, never in a frame of others, and for all but PDF and pictures a download.
 *
 * Whether the actor may have it, the caller has asked.
 *
 * @param options.inline shows it in the browser where that is safe; otherwise it is downloaded under its name.
 * @throws HallError forbidden `material/blocked`.
 * @source RFC 6266 and RFC 8187 for the name.
 */
export function materialFileAnswer(
  house: Pick<MaterialHouse, "db" | "blobs">,
  file: StoredFile,
  options: { inline?: boolean } = {},
): SentFile {
  refuseInfected(file);
  const isShown = options.inline === true && fileTypes[file.type].shown;
  return {
    headers: {
      "content-security-policy": isShown && file.type === "pdf" ? shownPolicy : `${shownPolicy}; sandbox`,
      "content-disposition": `${isShown ? "inline" : "attachment"}; ${nameParameters(file.name)}`,
    },
    file: {
      type: file.mediaType,
      size: file.bytes,
      etag: `"${file.sha256}"`,
      open: (part) => openFile(house, file.hall, file.id, part),
    },
  };
}

/**
 * The browser's own viewer brings its styles inline, and draws pictures it makes itself. Scripts and requests have no way. A PDF goes
 * without `sandbox`: Chromium 156 shows it under either, older ones block their viewer, and a PDF has no page of ours to reach into.
 */
const shownPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** The name for all browsers: letters of ASCII for the oldest, the whole name in UTF-8 for the others. */
export function nameParameters(name: string): string {
  const plain = name.replaceAll(/[^\w.() -]/g, "_");
  const full = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${full}`;
}
