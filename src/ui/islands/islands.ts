import { startCopyNumber } from "./public/copy-number.ts";
import { startCountCharacters } from "./public/count-characters.ts";
import { startDeskKeys } from "./public/desk-keys.ts";
import { startFilterHalls } from "./public/filter-halls.ts";
import { startSuggest } from "./public/suggest.ts";
import { startUploadFile } from "./public/upload-file.ts";

/** Entry of `islands.js`, one small file for all public pages. Every page works without it. */
startCopyNumber(document);
startCountCharacters(document);
startDeskKeys(document);
startFilterHalls(document);
startSuggest(document);
startUploadFile(document);
