import { type UploadRules, usualRules } from "../../material/index.ts";

/** What a material takes where its item version says nothing. */
export const materialRules: UploadRules = usualRules;

/** What a question for a picture takes. */
export const photoRules: UploadRules = { types: ["jpg", "png", "pdf"], mostBytes: 10 * 1024 * 1024 };

/** Files in one request: more are sent in two. */
export const mostFilesAtOnce = 20;
